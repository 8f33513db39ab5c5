"""Runs as they are read: what looks forward from a statement, which no document tells (design: rules of time 9)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from companies.chunks import chunked
from companies.partial_dates import partial_date_of
from companies.record.documents.chains import dated
from companies.record.reading.items import Item
from companies.record.reading.known import published, published_by_columns
from companies.record.reading.snapshot import Snapshot


@dataclass(frozen=True)
class Said:
    """One statement of a run."""

    slug: str
    announced_on: str
    """A partial date."""
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class Run:
    """A run as it stood on a day."""

    said: tuple[Said, ...]
    """Its statements that were made by the day, in the order in which they stand."""
    ended_on: str = ""
    """The partial date from which another position stood by the day; blank while it is the company's answer."""


def first_of(statement: Item) -> str:
    """Return the slug of the first statement of the run that a statement belongs to."""
    slug: str = statement.document.get("first_said") or statement.key
    return slug


def held_since(statement: Item) -> str:
    """Return the partial date since which the statement's position was held.

    A document that was published before documents told of runs says it of itself alone.
    """
    text: str = statement.document.get("held_since") or dated(statement.document)
    return text


def standing_run(statement: Item) -> Run:
    """Return the end of the run of a statement that stands: nothing said later stands in its place. No query."""
    columns = statement.columns
    assert columns.valid_from is not None  # noqa: S101 - what stands has begun
    return Run((Said(statement.key, statement.document["announced_on"], columns.valid_from, columns.valid_until),))


def runs_of(snapshot: Snapshot, statements: Iterable[Item]) -> dict[str, Run]:
    """Return the run of each statement by its slug, as it stood on the snapshot's day; two queries for 500.

    A statement that was never in force is in no run but its own, and one still to come is told with those before it.
    """
    listed = {statement.key: statement for statement in statements}
    members = _members(snapshot, {first_of(statement) for statement in listed.values()})
    said = {slug: _by_day(members[first_of(statement)], statement, snapshot.day) for slug, statement in listed.items()}
    ended = {slug: run[-1].valid_until for slug, run in said.items() if _has_ended(run[-1], snapshot.day)}
    dates = _dates_of_successors(snapshot, {(*listed[slug].columns.chain, until) for slug, until in ended.items()})
    return {
        slug: Run(run, dates[*listed[slug].columns.chain, ended[slug]] if slug in ended else "")
        for slug, run in said.items()
    }


def _members(snapshot: Snapshot, firsts: set[str]) -> dict[str, list[Said]]:
    """Return all statements of runs by the slug of the first."""
    columns = ("key", "first_said", "announced_last", "announced_precision", "valid_from", "valid_until")
    repeats = published_by_columns(snapshot).exclude(first_said="").values_list(*columns)
    entries = published(snapshot, "stance").values_list(*columns)
    members: dict[str, list[Said]] = {}
    for some in chunked(sorted(firsts)):
        # Each half has an index of its own, and one condition on both would have none.
        of_runs = repeats.filter(first_said__in=some).union(entries.filter(key__in=some), all=True)
        for key, first, *dates in of_runs.order_by("valid_from", "key"):
            members.setdefault(first or key, []).append(_said(key, *dates))
    return members


def _said(key: str, announced: Any, precision: Any, begins: Any, ends: date | None) -> Said:
    """Return a statement by its columns, which are never null but for the last; their types can't say so."""
    return Said(key, partial_date_of(announced, precision), begins, ends)


def _by_day(members: Sequence[Said], statement: Item, day: date) -> tuple[Said, ...]:
    return tuple(said for said in members if said.valid_from <= day or said.slug == statement.key)


def _has_ended(last: Said, day: date) -> bool:
    return last.valid_until is not None and last.valid_until <= day


def _dates_of_successors(
    snapshot: Snapshot, ends: set[tuple[str, str, str, date | None]]
) -> dict[tuple[str, str, str, date | None], str]:
    """Return, by chain and day, the partial date of the statement that stands from that day: a month stays a month."""
    begun = published(snapshot, "stance").filter(valid_from__in={end[3] for end in ends})
    found: dict[tuple[str, str, str, date | None], str] = {}
    for some in chunked(sorted({end[0] for end in ends})):
        successors = begun.filter(company__in=some).exclude(valid_until=F("valid_from")).select_related("revision")
        for entry in successors:
            told = dated(json.loads(entry.revision.document))
            found[*entry.chain, entry.valid_from] = told
    return {end: found.get(end, str(end[3])) for end in ends}
