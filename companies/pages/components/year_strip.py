"""A strip over the years: which position stood at the end of each year, one row a law and demand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.record.documents.chains import Chain
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.items import Item
from companies.record.reading.stance_views import chain_of, was_in_force

LONGEST = 8
"""At most so many years, the newest; earlier ones stand in the list below."""


@dataclass(frozen=True)
class YearSpan:
    """Some years in a row with one position."""

    years: int
    entry: EntryRow | None
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


def ends_of_years(day: date) -> list[date]:
    """Return the last day of each year that a strip until ``day`` may show, the last of which ends on ``day``."""
    return [min(date(year, 12, 31), day) for year in range(day.year - LONGEST + 1, day.year + 1)]


def year_strip(items: Iterable[Item], others: Iterable[EntryRow], day: date) -> YearStrip | None:
    """Return the strip of a company's stances until ``day``; None for a single year, which would show nothing.

    ``items``: its stances, oldest first; ``others``: more stances of their chains, where not all are in ``items``.
    """
    newest: dict[Chain, Item] = {}
    chains: dict[Chain, list[EntryRow]] = {}
    for item in items:
        newest[chain_of(item)] = item
        chains.setdefault(chain_of(item), []).append(item.columns)
    for entry in others:
        if entry.chain in chains:
            chains[entry.chain].append(entry)
    begun = [entry.valid_from.year for chain in chains.values() for entry in chain if entry.valid_from]
    if not begun or min(begun) >= day.year:
        return None
    ends = [end for end in ends_of_years(day) if end.year >= min(begun)]
    rows = [StripRow(newest[chain], _spans(entries, ends)) for chain, entries in reversed(chains.items())]
    return YearStrip([end.year for end in ends], rows)


def _spans(chain: list[EntryRow], ends: list[date]) -> list[YearSpan]:
    spans: list[YearSpan] = []
    for end in ends:
        stood = next((entry for entry in chain if was_in_force(entry, end)), None)
        if spans and _position(spans[-1].entry) == _position(stood):
            spans[-1] = YearSpan(spans[-1].years + 1, spans[-1].entry)
        else:
            spans.append(YearSpan(1, stood))
    return spans


def _position(entry: EntryRow | None) -> str:
    return entry.position if entry else ""
