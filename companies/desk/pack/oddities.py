"""What is odd about the lines of a pack that are new or change: told as warnings, and loaded all the same.

A form warns of the same (:mod:`companies.desk.admin.forms.warnings`); the rules stand in
:mod:`companies.models.date_rules`.
"""

from collections.abc import Callable, Iterable, Iterator

from companies.desk.pack.faults import PackFault
from companies.desk.pack.format import PackRow
from companies.desk.pack.reading import PackLine
from companies.desk.pack.rules import KnownRows
from companies.models.company import known_companies
from companies.models.date_rules import (
    Oddity,
    check_oddities,
    closed_oddities,
    early_oddities,
    figure_oddities,
    future_oddities,
    law_oddities,
    owner_oddities,
    source_oddities,
)
from companies.models.duplicates import KnownCompanies, KnownSources
from companies.models.figure_rules import share_oddities
from companies.models.source import Source


def oddities(lines: Iterable[PackLine], known: KnownRows) -> Iterator[PackFault]:
    """Yield what an editor would be warned of, in the order of the lines; they have no faults."""
    listed = list(lines)
    twice = _twice(listed)
    for line in listed:
        found = _ODDITIES[line.kind](line.row, known) if line.kind in _ODDITIES else iter(())
        more = twice[line.kind].oddities(line.row) if line.kind in twice else iter(())
        yield from (line.fault("", message) for _, message in (*found, *more))


def _twice(lines: list[PackLine]) -> dict[str, KnownCompanies | KnownSources]:
    """Return what finds companies and sources that are there already, where the lines bring any; few queries."""
    kinds = {line.kind for line in lines}
    found: dict[str, KnownCompanies | KnownSources] = {}
    if "company" in kinds:
        found["company"] = KnownCompanies(_overlaid("company", known_companies(), lines))
    if "source" in kinds:
        sources = Source.objects.values("slug", "url", "title", "published_on")
        found["source"] = KnownSources(_overlaid("source", ({**row} for row in sources), lines))
    return found


def _overlaid(kind: str, rows: Iterable[PackRow], lines: list[PackLine]) -> Iterable[PackRow]:
    """Return the desk's rows, each as the lines say it where they do."""
    said = {line.key: line.row for line in lines if line.kind == kind}
    return [*(row for row in rows if row["slug"] not in said), *said.values()]


def _of_company(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    return owner_oddities(row.get("owners", ()))


def _of_law(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    told = {event["source"] for event in row.get("events", ()) if "source" in event}
    return law_oddities(row, {slug: known["source"][slug].get("published_on", "") for slug in told})


def _of_stance(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    yield from future_oddities(row["announced_on"])
    yield from early_oddities(row["announced_on"], known["law"][row["law"]])
    company = known["company"][row["company"]]
    yield from closed_oddities(row["announced_on"], company["name"], company.get("closed_on", ""))
    cited = (citation["source"] for citation in row["citations"])
    dates = ((slug, known["source"][slug].get("published_on", "")) for slug in cited)
    yield from source_oddities(row["announced_on"], dates)


def _of_figure(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    source = known["source"][row["source"]]
    yield from figure_oddities(row["source"], source.get("published_on", ""), row["period_to"])
    yield from share_oddities(row)


def _of_check(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    yield from early_oddities(row["looked_on"], known["law"][row["law"]])
    source = row.get("source", "")
    published_on = known["source"].get(source, {}).get("published_on", "")
    yield from check_oddities(row.get("asked_on", ""), source, published_on)


_ODDITIES: dict[str, Callable[[PackRow, KnownRows], Iterator[Oddity]]] = {
    "company": _of_company,
    "law": _of_law,
    "stance": _of_stance,
    "figure": _of_figure,
    "check": _of_check,
}
