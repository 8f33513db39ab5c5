"""What lines say of one another: order, references, circles, and the rules that need two rows (``data/FORMAT.md``).

A rule that a form or a publishing asks too stands in :mod:`companies.models.shared_rules`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from companies.desk.pack.faults import Finding, PackFault
from companies.desk.pack.format import PackRow, days_key_of, references, references_of_own_kind, sort_values
from companies.desk.pack.reading import PackLine
from companies.models.company import Company, CompanyOwner
from companies.models.date_rules import (
    event_source_fault,
    figure_source_fault,
    older_source_fault,
)
from companies.models.figure import Figure
from companies.models.jurisdiction import Jurisdiction
from companies.models.law import Law, LawEvent
from companies.models.shared_rules import (
    BOTH_FORMS,
    CIRCLE,
    HOLDS_ROWS,
    LIES_IN,
    OWNERS_CIRCLE,
    SHORT_OWNER,
    alias_faults,
    demand_fault,
    goes_in_a_circle,
    owners_fault,
    stance_slug_fault,
    support_fault,
    worldwide_fault,
)
from companies.models.source import Source
from companies.record.documents.owners import says_no_more_than_parent
from companies.record.ledger.revision import Key
from companies.vocabulary import PLURALS, WORLDWIDE

KnownRows = dict[str, dict[str, PackRow]]
"""By kind and slug: what the rules ask of a row that another refers to."""


def known_rows(lines: Iterable[PackLine], left: Iterable[PackLine]) -> KnownRows:
    """Return the rows as they will stand: the desk's, overlaid by the packs' lines less those that are ``left``."""
    known: KnownRows = {
        "jurisdiction": _by_slug(Jurisdiction.objects.values("slug", "kind", "parent__slug")),
        "company": _companies(),
        "law": _laws(),
        "source": _by_slug(Source.objects.values("slug", "checked", "published_on")),
        "figure": {row["key"]: {**row} for row in Figure.objects.values("key", "days_key")},
    }
    untouched = {id(line) for line in left}
    for line in lines:
        if line.key and line.kind in known and id(line) not in untouched:
            known[line.kind][line.key] = _known(line)
    return known


def order_faults(lines: Iterable[PackLine]) -> Iterator[PackFault]:
    """Yield a fault for each line that comes before the one above it, and for each whose key was met before.

    A line without a key has its faults already, and its neighbours are compared past it.
    """
    last: dict[Path, tuple[str, ...]] = {}
    first: dict[Key, PackLine] = {}
    for line in lines:
        if not line.key:
            continue
        values = sort_values(line.kind, line.row)
        if line.file in last and values < last[line.file]:
            yield line.fault("", "lines are not sorted")
        last[line.file] = values
        if (met := first.setdefault((line.kind, line.key), line)) is not line:
            yield line.fault("", f"stands twice: it is also in {met.file}, line {met.number}")


def check_rules(line: PackLine, known: KnownRows) -> Iterator[Finding]:
    """Yield what is wrong with a line in the company of all others. Values of a wrong form are already taken out."""
    for field, kind, slug in references(line.kind, line.row):
        if slug not in known[kind]:
            yield field, f"{slug} is not among the {PLURALS[kind]}"
        elif (
            kind == "jurisdiction"
            and line.kind != "figure"
            and (why := worldwide_fault(known[kind][slug].get("kind", "")))
        ):
            yield field, why
    if goes_in_a_circle(line.key, lambda slug: references_of_own_kind(line.kind, _said(line, slug, known))):
        yield ("owners", str(OWNERS_CIRCLE)) if "owners" in line.row else ("parent", str(CIRCLE))
    for place, why in alias_faults(line.row):
        yield f"aliases[{place}].name", why
    if line.kind == "jurisdiction" and line.row.get("kind") == WORLDWIDE and _holds_rows(line.key, known):
        yield "kind", str(HOLDS_ROWS)
    if line.kind in _RULES:
        yield from _RULES[line.kind](line.row, known)


def _holds_rows(place: str, known: KnownRows) -> bool:
    """Tell whether a place, a company or a law lies in the place."""
    return any(row.get(key) == place for kind, key in LIES_IN.items() for row in known[kind].values())


def _known(line: PackLine) -> PackRow:
    return {**line.row, "days_key": days_key_of(line.row)} if line.kind == "figure" else line.row


def _by_slug(rows: Iterable[Mapping[str, Any]]) -> dict[str, PackRow]:
    return {row["slug"]: {key.removesuffix("__slug"): value for key, value in row.items() if value} for row in rows}


def _laws() -> dict[str, PackRow]:
    laws = _by_slug(Law.objects.values("slug", "jurisdiction__slug", "demands", "short_name", "adopted_on"))
    for slug, day in LawEvent.objects.order_by("pk").values_list("law__slug", "date"):
        laws[slug].setdefault("events", []).append({"date": day})
    return laws


def _companies() -> dict[str, PackRow]:
    companies = _by_slug(Company.objects.values("slug", "name", "home__slug", "closed_on"))
    for slug, owner in CompanyOwner.objects.values_list("company__slug", "owner__slug"):
        companies[slug].setdefault("owners", []).append({"company": owner})
    return companies


def _said(line: PackLine, slug: str, known: KnownRows) -> PackRow:
    """Return a row of the line's kind: the line's as it says itself, although the desk's is known where it is left."""
    return line.row if slug == line.key else known[line.kind].get(slug, {})


def _company_rules(row: PackRow, known: KnownRows) -> Iterator[Finding]:
    if "owners" not in row:
        return
    if "parent" in row:
        yield "owners", str(BOTH_FORMS)
    if says_no_more_than_parent(row["owners"]):
        yield "owners", str(SHORT_OWNER)
    if why := owners_fault(row["owners"]):
        yield "owners", why


def _law_rules(row: PackRow, known: KnownRows) -> Iterator[Finding]:
    for place, provision in enumerate(row.get("provisions", ())):
        if "demand" in provision and (why := demand_fault(provision["demand"], row.get("demands", ()))):
            yield f"provisions[{place}].demand", why
    dates = [event.get("date", "") for event in row.get("events", ())]
    if dates != sorted(dates):
        yield "events", "are not in order of date"
    for place, event in enumerate(row.get("events", ())):
        published_on = _published_on(event, known)
        if why := event_source_fault(event.get("kind", ""), dates[place], event.get("source", ""), published_on):
            yield f"events[{place}].source", why


def _stance_rules(row: PackRow, known: KnownRows) -> Iterator[Finding]:
    law = known["law"].get(row.get("law", ""))
    if law and "demand" in row and (why := demand_fault(row["demand"], law.get("demands", ()))):
        yield "demand", why
    if {"slug", "company", "demand"} <= row.keys() and (
        why := stance_slug_fault(row["slug"], row["company"], row["demand"])
    ):
        yield "slug", why
    yield from (("citations", why) for why in _citation_reasons(row, known["source"]))


def _citation_reasons(row: PackRow, sources: Mapping[str, PackRow]) -> Iterator[str]:
    citations = row.get("citations", [])
    cited = [citation["source"] for citation in citations if "source" in citation]
    supporting = [sources.get(item.get("source"), {}) for item in citations if item.get("relation") == "supports"]
    if fault := support_fault(source.get("checked", "") for source in supporting):
        yield fault[1]
    yield from (f"source {slug} is cited twice" for slug, count in Counter(cited).items() if count > 1)
    for source in supporting:
        published_on, announced_on = source.get("published_on", ""), row.get("announced_on", "")
        if why := older_source_fault(source.get("slug", ""), published_on, announced_on):
            yield why


def _figure_rules(row: PackRow, known: KnownRows) -> Iterator[Finding]:
    if why := figure_source_fault(row.get("source", ""), _published_on(row, known), row.get("period_from", "")):
        yield "source", why


def period_faults(lines: Iterable[PackLine], known: KnownRows) -> Iterator[PackFault]:
    """Yield a fault for each figure that is of the days of another one, whose period is written otherwise."""
    own = {line.key: line for line in lines if line.kind == "figure" and line.key}
    met = {row["days_key"]: key for key, row in known["figure"].items() if key not in own}
    for line in own.values():
        if (other := met.setdefault(known["figure"][line.key]["days_key"], line.key)) != line.key:
            yield line.fault("period_from", f"is the period of {other}, written otherwise: write it as there")


def _published_on(row: PackRow, known: KnownRows) -> str:
    """Return when the source of a row, or of a child, came out; blank where that is not known."""
    published_on: str = known["source"].get(row.get("source", ""), {}).get("published_on", "")
    return published_on


_RULES: dict[str, Callable[[PackRow, KnownRows], Iterator[Finding]]] = {
    "company": _company_rules,
    "law": _law_rules,
    "stance": _stance_rules,
    "figure": _figure_rules,
}
