"""What one row says of another: references, circles, and the rules that need both rows (``data/FORMAT.md``).

What a form of the desk could break as well stands in :mod:`companies.models.shared_rules`, and both ask it.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from companies.desk.pack.format import Row, references
from companies.desk.pack.known import Known
from companies.desk.pack.reading import Line
from companies.desk.pack.shapes import Finding
from companies.models.shared_rules import READ, came_out_before, stance_slug_fault
from companies.vocabulary import PLURALS


def check_rules(line: Line, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with a line in the company of all others. Values of a wrong form are already taken out."""
    for field, kind, slug in references(line.kind, line.row):
        if slug not in known[kind]:
            yield field, f"{slug} is not among the {PLURALS[kind]}"
    if "parent" in line.row and _goes_in_a_circle(line, known):
        yield "parent", "goes round in a circle"
    if line.kind in _RULES:
        yield from _RULES[line.kind](line.row, known)


def _goes_in_a_circle(line: Line, known: Known) -> bool:
    seen = {line.key}
    up = line.row.get("parent")
    while up is not None and up not in seen:
        seen.add(up)
        up = known[line.kind].get(up, {}).get("parent")
    return up is not None


def _law_rules(row: Row, known: Known) -> Iterator[Finding]:
    for place, provision in enumerate(row.get("provisions", ())):
        if "demand" in provision and provision["demand"] not in row.get("demands", ()):
            yield f"provisions[{place}].demand", f"{provision['demand']} is not among its demands"
    dates = [event.get("date", "") for event in row.get("events", ())]
    if dates != sorted(dates):
        yield "events", "are not in order of date"


def _stance_rules(row: Row, known: Known) -> Iterator[Finding]:
    law = known["law"].get(row.get("law", ""))
    if law and "demand" in row and row["demand"] not in law.get("demands", ()):
        yield "demand", f"{row['demand']} is not among those of the law: {', '.join(law.get('demands', ()))}"
    if {"slug", "company", "demand"} <= row.keys() and (
        why := stance_slug_fault(row["slug"], row["company"], row["demand"])
    ):
        yield "slug", why
    citations = row.get("citations", [])
    supports = [citation for citation in citations if citation.get("relation") == "supports"]
    if not supports:
        yield "citations", "none supports it"
    elif known["source"].get(supports[0].get("source"), {}).get("checked") != READ:
        yield "citations", "the first supporting source was not read"
    counted = Counter(citation["source"] for citation in citations if "source" in citation)
    yield from (("citations", f"source {slug} is cited twice") for slug, count in counted.items() if count > 1)
    for citation in supports:
        published_on = known["source"].get(citation.get("source"), {}).get("published_on", "")
        if came_out_before(published_on, row.get("announced_on", "")):
            yield "citations", f"source {citation['source']} came out before the stance"


def _figure_rules(row: Row, known: Known) -> Iterator[Finding]:
    if row.get("complied", 0) > row.get("received", row.get("complied", 0)):
        yield "complied", "is more than received"


_RULES: dict[str, Callable[[Row, Known], Iterator[Finding]]] = {
    "law": _law_rules,
    "stance": _stance_rules,
    "figure": _figure_rules,
}
