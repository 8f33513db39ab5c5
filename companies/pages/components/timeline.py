"""Stances and events of laws, merged in one order of time and grouped by month (design: pages)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.pages.components.position_dates import ToldStance, told
from companies.pages.dates import date_words
from companies.partial_dates import first_day, last_day
from companies.record.documents.compose import Document
from companies.record.documents.names import law_with_place
from companies.record.query.filter_conditions import demand_is
from companies.record.query.filter_types import FilterInput
from companies.record.query.parameters import ValidatedQuery
from companies.record.reading import overviews, read
from companies.record.reading.ordering import Ordering, Values
from companies.record.reading.read import CursorPosition

SIZE = 100
"""At most so many entries a page."""

_ABOUT_STANCES = ("position", "group", "source", "stale_before")
"""Filters that only stances have: with one of them no law's event is shown."""

_MONTH_NOT_KNOWN = 13
"""A year without its month stands after its December."""


@dataclass(frozen=True)
class TimelineEntry:
    """A stance, or an event of a law."""

    sort_values: Values
    """Last day, precision, key: the same for both, so that they merge."""
    date: str
    told: ToldStance | None = None
    event: Document | None = None


@dataclass(frozen=True)
class TimelineMonth:
    """A heading with its entries."""

    heading: str
    entries: list[TimelineEntry]


@dataclass(frozen=True)
class TimelineYear:
    """A year with its entries."""

    year: str
    entries: list[TimelineEntry]


@dataclass(frozen=True)
class TimelinePage:
    """Some entries of a timeline, and whether it goes on before and after them."""

    entries: list[TimelineEntry]
    earlier: Values | None
    """Sort values of the first entry where others stand before it, else None."""
    later: Values | None
    """Sort values of the last entry where others stand after it, else None."""


def timeline_page(validated: ValidatedQuery, events: Iterable[TimelineEntry]) -> TimelinePage:
    """Return a page of the stances that match the query, merged with ``events``; one query, law states and runs."""
    start = validated.start
    direction = validated.order.reversed() if start is not None and start.backwards else validated.order
    found = read.page(validated.snapshot, "stance", validated.condition, direction, SIZE + 1, forwards(start))
    entries = [stance_entry(stance) for stance in told(validated.snapshot, found.items)]
    entries += [entry for entry in events if start is None or is_after(entry, start, direction)]
    entries.sort(key=lambda entry: entry.sort_values, reverse=direction.descending)
    entries, before, after = read.page_bounds(entries, SIZE, start)
    return TimelinePage(
        entries,
        entries[0].sort_values if entries and before else None,
        entries[-1].sort_values if entries and after else None,
    )


def forwards(start: CursorPosition | None) -> CursorPosition | None:
    """Return the position that rows are read after, in the direction in which they are read."""
    return None if start is None else CursorPosition(start.values)


def is_after(entry: TimelineEntry, start: CursorPosition, direction: Ordering) -> bool:
    """Return whether an entry stands after a position, in the direction in which rows are read."""
    return entry.sort_values < start.values if direction.descending else entry.sort_values > start.values


def shows_events(validated: ValidatedQuery) -> bool:
    """Return whether events of laws match the query."""
    only_repeats = validated.values.get("repeats") == ["true"]
    return not only_repeats and not any(name in validated.values for name in _ABOUT_STANCES)


def event_entries(validated: ValidatedQuery) -> list[TimelineEntry]:
    """Return the events of the laws that match the query, made by the snapshot's day; at most two queries."""
    if not shows_events(validated):
        return []
    condition = _about_laws(validated)
    if "company" in validated.values:
        with_stances = read.listed(validated.snapshot, "stance", validated.condition).values("law")
        condition &= Q(key__in=with_stances) | overviews.applied_to(validated.values["company"])
    laws = read.listed(validated.snapshot, "law", condition).select_related("revision")
    entries = [entry for law in laws for entry in law_entries(json.loads(law.revision.document))]
    return [
        entry
        for entry in entries
        if _in_range(entry.date, validated) and _happened(entry.date, validated.snapshot.valid_on)
    ]


def law_entries(law: Document) -> Iterator[TimelineEntry]:
    """Yield a law's events as entries."""
    label = {"slug": law["slug"], "short_name": law["short_name"], "name_with_place": law_with_place(law)}
    for number, event in enumerate(law.get("events", ())):
        key = f"{law['slug']}-event-{number:03}"
        yield TimelineEntry(
            (last_day(event["date"]), len(event["date"]), key), event["date"], event={**event, "law": label}
        )


def stance_entry(stance: ToldStance) -> TimelineEntry:
    """Return a stance as an entry."""
    columns = stance.item.columns
    sort_values = (columns.announced_last, columns.announced_precision, columns.key)
    return TimelineEntry(sort_values, stance.stance["announced_on"], told=stance)


def years(entries: Iterable[TimelineEntry]) -> list[TimelineYear]:
    """Return entries under their years, in their order; a date that is only a year stands at its year's end."""
    found: dict[str, list[TimelineEntry]] = {}
    for entry in entries:
        found.setdefault(entry.date[:4], []).append(entry)
    return [TimelineYear(year, listed) for year, listed in found.items()]


def months(entries: Iterable[TimelineEntry], *, newest_first: bool) -> list[TimelineMonth]:
    """Return entries under their months; what has no month stands after December, as "2020, month not known"."""
    grouped: dict[tuple[int, int], list[TimelineEntry]] = {}
    for entry in entries:
        begins = first_day(entry.date)
        month = begins.month if len(entry.date) > 4 else _MONTH_NOT_KNOWN
        grouped.setdefault((begins.year, month), []).append(entry)
    return [TimelineMonth(_heading(*key), grouped[key]) for key in sorted(grouped, reverse=newest_first)]


def _heading(year: int, month: int) -> str:
    if month == _MONTH_NOT_KNOWN:
        return _("%(year)s, month not known") % {"year": year}
    return date_words(f"{year:04}-{month:02}")


def _about_laws(validated: ValidatedQuery) -> Q:
    """Return what the query asks of the laws; a place is the same question of a law as of its answers."""
    condition = validated.conditions.get("jurisdiction", Q())
    if laws := validated.values.get("law"):
        condition &= Q(key__in=laws)
    if demands := validated.values.get("demand"):
        condition &= demand_is(FilterInput("law", demands, validated.snapshot))
    return condition


def _in_range(text: str, validated: ValidatedQuery) -> bool:
    begins, ends = validated.values.get("announced_from"), validated.values.get("announced_to")
    if begins and last_day(text) < first_day(begins[0]):
        return False
    return not (ends and first_day(text) > last_day(ends[0]))


def _happened(text: str, day: date | None) -> bool:
    return day is None or last_day(text) <= day
