"""Runs as they are read: what looks forward from a statement, which no document tells (design: rules of time 9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from companies.chunks import chunked
from companies.partial_dates import partial_date_of
from companies.record.documents.chains import dated
from companies.record.reading.items import Item
from companies.record.reading.known import published
from companies.record.reading.snapshot import Snapshot


@dataclass(frozen=True)
class Said:
    """One statement of a run."""

    slug: str
    announced_on: str
    """A partial date."""
    valid_from: date
    valid_until: date | None


Run = tuple[Said, ...]
"""The statements of a run that were made by a day, in the order in which they stand."""


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
    return (Said(statement.key, statement.document["announced_on"], columns.valid_from, columns.valid_until),)


def runs_of(snapshot: Snapshot, statements: Iterable[Item]) -> dict[str, Run]:
    """Return the run of each statement by its slug, as it stood on the snapshot's day; one query for 500.

    A statement that was never in force is in no run but its own, and one still to come is told with those before it.
    """
    listed = list(statements)
    firsts = {first_of(statement) for statement in listed}
    columns = ("key", "first_said", "announced_last", "announced_precision", "valid_from", "valid_until")
    entries = published(snapshot, "stance").order_by("valid_from", "key").values_list(*columns)
    members: dict[str, list[Said]] = {}
    of_runs = (
        row for some in chunked(sorted(firsts)) for row in entries.filter(Q(first_said__in=some) | Q(key__in=some))
    )
    for key, first, announced, precision, begins, ends in of_runs:
        if announced is not None and precision is not None and begins is not None:
            said = Said(key, partial_date_of(announced, precision), begins, ends)
            members.setdefault(first or key, []).append(said)
    return {statement.key: _by_day(members[first_of(statement)], statement, snapshot.day) for statement in listed}


def _by_day(members: Sequence[Said], statement: Item, day: date) -> Run:
    return tuple(said for said in members if said.valid_from <= day or said.slug == statement.key)
