"""A strip over the years: which position stood at the end of each year, one row a law and demand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.record.reading.items import Item
from companies.record.reading.stance_views import chain_of, is_unreplaced

LONGEST = 8
"""At most so many years, the newest; earlier ones stand in the list below."""


@dataclass(frozen=True)
class Span:
    """Some years in a row with one answer; none where nothing was on record."""

    years: int
    item: Item | None


@dataclass(frozen=True)
class StripRow:
    """One law and demand."""

    item: Item
    """Its newest statement, which names law and demand."""
    spans: list[Span]


@dataclass(frozen=True)
class YearStrip:
    """The table."""

    years: list[int]
    rows: list[StripRow]


def year_strip(items: Iterable[Item], day: date) -> YearStrip | None:
    """Return the strip of statements until ``day``; None for a single year, which would show nothing."""
    chains: dict[tuple[str, str, str], list[Item]] = {}
    for item in items:
        chains.setdefault(chain_of(item), []).append(item)
    begun = [item.columns.valid_from.year for chain in chains.values() for item in chain if item.columns.valid_from]
    if not begun or min(begun) == day.year:
        return None
    years = list(range(max(min(begun), day.year - LONGEST + 1), day.year + 1))
    return YearStrip(years, [StripRow(chain[-1], _spans(chain, years, day)) for chain in reversed(chains.values())])


def _spans(chain: list[Item], years: list[int], day: date) -> list[Span]:
    spans: list[Span] = []
    for year in years:
        end = min(date(year, 12, 31), day)
        unreplaced = next((item for item in chain if is_unreplaced(item, end)), None)
        if spans and _position(spans[-1].item) == _position(unreplaced):
            spans[-1] = Span(spans[-1].years + 1, spans[-1].item)
        else:
            spans.append(Span(1, unreplaced))
    return spans


def _position(item: Item | None) -> str:
    return item.columns.position if item else ""
