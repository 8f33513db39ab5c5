"""A strip over the years: what a company's position was on each day, one row a law and demand (decision 048).

A row is cut where the position changed, not at the ends of years. Its parts are as wide as they lasted, counted in
months, and never narrower than a shape.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from companies.record.documents.chains import Chain
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.items import Item
from companies.record.reading.stance_views import chain_of

LONGEST = 8
"""At most so many years, the newest; what began earlier says when."""
NARROWEST = 2
"""Months that a part takes at least, so that its shape can be seen."""
WORD = 9
"""Months from which on there is room for the word beside the shape."""


@dataclass(frozen=True)
class Segment:
    """Some time with one position, or with none on record."""

    months: int
    """How many columns it takes."""
    position: str = ""
    """Blank where nothing was on record."""
    slug: str = ""
    """The statement that it began with."""
    since: str = ""
    """The month, or the year, in which it began."""
    before_axis: str = ""
    """The year in which it began, where that is before the strip does."""

    @property
    def has_room(self) -> bool:
        """Whether the word fits in."""
        return self.months >= WORD


@dataclass(frozen=True)
class StripRow:
    """One law and demand."""

    item: Item
    """Its newest stance, which names law and demand."""
    segments: list[Segment]

    @property
    def positions(self) -> list[Segment]:
        """Return the parts in which a position stood: the row as one line of words."""
        return [segment for segment in self.segments if segment.position]


@dataclass(frozen=True)
class YearStrip:
    """A table: twelve columns a year, a row a law and demand."""

    years: list[int]
    rows: list[StripRow]

    @property
    def months(self) -> range:
        """Return one number for each column that the years take."""
        return range(12 * len(self.years))


@dataclass(frozen=True)
class _Held:
    """One position from a day until another, or until now (None)."""

    entry: EntryRow
    begins: date
    ends: date | None


def axis_begins(day: date) -> date:
    """Return the first day that a strip until ``day`` may show."""
    return date(day.year - LONGEST + 1, 1, 1)


def year_strip(items: Iterable[Item], others: Iterable[EntryRow], day: date) -> YearStrip | None:
    """Return the strip of a company's stances until ``day``; None for a single year, which would show nothing.

    ``items``: its stances, oldest first; ``others``: more stances of their chains, where not all are in ``items``.
    """
    newest: dict[Chain, Item] = {}
    chains: dict[Chain, dict[int, EntryRow]] = {}
    for item in items:
        newest[chain_of(item)] = item
        chains.setdefault(chain_of(item), {})[item.seq] = item.columns
    for entry in others:
        if entry.chain in chains:
            chains[entry.chain][entry.pk] = entry
    held = {chain: runs_held(entries.values(), day) for chain, entries in chains.items()}
    begun = [run.begins.year for runs in held.values() for run in runs]
    if not begun or min(begun) >= day.year:
        return None
    years = list(range(max(min(begun), axis_begins(day).year), day.year + 1))
    rows = [StripRow(newest[chain], _segments(runs, years)) for chain, runs in reversed(held.items())]
    return YearStrip(years, [row for row in rows if row.positions])


def runs_held(entries: Iterable[EntryRow], day: date) -> list[_Held]:
    """Return the positions of a chain until ``day`` in order of time; what was said again prolongs what it repeats."""
    begun = [(entry.valid_from, entry) for entry in entries if entry.valid_from and entry.valid_from <= day]
    runs: list[_Held] = []
    for begins, entry in sorted(begun, key=lambda pair: (pair[0], pair[1].pk)):
        if entry.valid_until == begins:
            continue  # it never stood
        ends = entry.valid_until if entry.valid_until and entry.valid_until <= day else None
        if runs and runs[-1].entry.position == entry.position and runs[-1].ends == begins:
            runs[-1] = _Held(runs[-1].entry, runs[-1].begins, ends)
        else:
            runs.append(_Held(entry, begins, ends))
    return runs


def _segments(runs: Sequence[_Held], years: Sequence[int]) -> list[Segment]:
    """Return the parts of a row, which together take all its columns."""
    shown = [run for run in runs if run.ends is None or _month(run.ends, years) > 0]
    starts = _starts([_month(run.begins, years) for run in shown], 12 * len(years))
    segments: list[Segment] = []
    at = 0
    for place, (run, start) in enumerate(zip(shown, starts, strict=True)):
        following = starts[place + 1] if place + 1 < len(starts) else 12 * len(years)
        ends = following if run.ends is None else min(following, max(_month(run.ends, years), start + NARROWEST))
        if start > at:
            segments.append(Segment(start - at))
        segments.append(_segment(run, ends - start, years[0]))
        at = ends
    if at < 12 * len(years):
        segments.append(Segment(12 * len(years) - at))
    return segments


def _starts(wanted: Sequence[int], months: int) -> list[int]:
    """Return where parts begin, as near as may be to where they are wanted, each wide enough for a shape."""
    starts: list[int] = []
    for month in wanted:
        starts.append(max(month, 0, starts[-1] + NARROWEST if starts else 0))
    latest = months - NARROWEST
    for place in range(len(starts) - 1, -1, -1):
        starts[place] = min(starts[place], latest)
        latest = starts[place] - NARROWEST
    return [max(start, 0) for start in starts]


def _segment(run: _Held, months: int, first_year: int) -> Segment:
    entry = run.entry
    is_year_alone = entry.announced_precision == 4 and entry.announced_last.year == run.begins.year
    return Segment(
        months=months,
        position=entry.position,
        slug=entry.key,
        since=run.begins.isoformat()[: 4 if is_year_alone else 7],
        before_axis=str(run.begins.year) if run.begins.year < first_year else "",
    )


def _month(day: date, years: Sequence[int]) -> int:
    """Return the column of a day; below 0 before the first year."""
    return 12 * (day.year - years[0]) + day.month - 1
