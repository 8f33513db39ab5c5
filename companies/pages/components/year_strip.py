"""A strip over the years: which position stood at the end of each year, one row a law and demand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.record.documents.chains import Chain
from companies.record.reading.items import Item
from companies.record.reading.stance_views import chain_of, is_in_force

LONGEST = 8
"""At most so many years, the newest; earlier ones stand in the list below."""


@dataclass(frozen=True)
class YearSpan:
    """Some years in a row with one position."""

    years: int
    item: Item | None
    """The stance in force at the end of the first of them; None where nothing was on record."""


@dataclass(frozen=True)
class StripRow:
    """One law and demand."""

    item: Item
    """Its newest stance, which names law and demand."""
    spans: list[YearSpan]


@dataclass(frozen=True)
class YearStrip:
    """A table: a column a year, a row a law and demand."""

    years: list[int]
    rows: list[StripRow]


def year_strip(items: Iterable[Item], day: date) -> YearStrip | None:
    """Return the strip of a company's stances until ``day``; None for a single year, which would show nothing."""
    chains: dict[Chain, list[Item]] = {}
    for item in items:
        chains.setdefault(chain_of(item), []).append(item)
    begun = [item.columns.valid_from.year for chain in chains.values() for item in chain if item.columns.valid_from]
    if not begun or min(begun) >= day.year:
        return None
    years = list(range(max(min(begun), day.year - LONGEST + 1), day.year + 1))
    return YearStrip(years, [StripRow(chain[-1], _spans(chain, years, day)) for chain in reversed(chains.values())])


def _spans(chain: list[Item], years: list[int], day: date) -> list[YearSpan]:
    spans: list[YearSpan] = []
    for year in years:
        end = min(date(year, 12, 31), day)
        in_force = next((item for item in chain if is_in_force(item, end)), None)
        if spans and _position(spans[-1].item) == _position(in_force):
            spans[-1] = YearSpan(spans[-1].years + 1, spans[-1].item)
        else:
            spans.append(YearSpan(1, in_force))
    return spans


def _position(item: Item | None) -> str:
    return item.columns.position if item else ""
