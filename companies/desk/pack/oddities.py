"""What is odd about the lines of a pack that are new or change: told as warnings, and loaded all the same.

A form warns of the same (:mod:`companies.desk.admin.forms.warnings`); the rules stand in
:mod:`companies.models.date_rules`.
"""

from collections.abc import Callable, Iterable, Iterator

from companies.desk.pack.faults import PackFault
from companies.desk.pack.format import PackRow
from companies.desk.pack.reading import PackLine
from companies.desk.pack.rules import KnownRows
from companies.models.date_rules import (
    Oddity,
    check_oddities,
    early_oddities,
    figure_oddities,
    future_oddities,
    law_oddities,
    source_oddities,
)


def oddities(lines: Iterable[PackLine], known: KnownRows) -> Iterator[PackFault]:
    """Yield what an editor would be warned of, in the order of the lines; they have no faults."""
    for line in lines:
        if line.kind in _ODDITIES:
            yield from (line.fault("", message) for _, message in _ODDITIES[line.kind](line.row, known))


def _of_law(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    told = {event["source"] for event in row.get("events", ()) if "source" in event}
    return law_oddities(row, {slug: known["source"][slug].get("published_on", "") for slug in told})


def _of_stance(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    yield from future_oddities(row["announced_on"])
    yield from early_oddities(row["announced_on"], known["law"][row["law"]])
    cited = (citation["source"] for citation in row["citations"])
    dates = ((slug, known["source"][slug].get("published_on", "")) for slug in cited)
    yield from source_oddities(row["announced_on"], dates)


def _of_figure(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    source = known["source"][row["source"]]
    return figure_oddities(row["source"], source.get("published_on", ""), row["period_to"])


def _of_check(row: PackRow, known: KnownRows) -> Iterator[Oddity]:
    yield from early_oddities(row["looked_on"], known["law"][row["law"]])
    source = row.get("source", "")
    published_on = known["source"].get(source, {}).get("published_on", "")
    yield from check_oddities(row.get("asked_on", ""), source, published_on)


_ODDITIES: dict[str, Callable[[PackRow, KnownRows], Iterator[Oddity]]] = {
    "law": _of_law,
    "stance": _of_stance,
    "figure": _of_figure,
    "check": _of_check,
}
