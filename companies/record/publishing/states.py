"""Where a desk row stands: draft, published, changed since, retracted; and what differs (design: publishing 2)."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from companies.chunks import chunked
from companies.models.desk_row import DeskRow
from companies.models.stored_state import ABSENT, RETRACTED
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.publishing.context import PublishContext
from companies.record.publishing.desk_fields import desk_fields
from companies.record.publishing.stored_states import digests, store_unknown


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Return the rows of one model that are in ``state``, found by an index; for a count, count them.

    Where something has made the states of rows unknown, those are worked out first: a write. While nothing can be
    written, rows whose states are unknown are in none.
    """
    with suppress(DatabaseError):  # the list can be read all the same
        store_unknown(rows.model)
    return rows.filter(desk_state=state)


def states_of(rows: Iterable[DeskRow]) -> dict[int, str]:
    """Return ``draft``, ``published``, ``changed`` or ``retracted`` by primary key, for rows of one kind.

    They are read as they are stored; those that are unknown are worked out, and nothing is written. "Changed" compares
    entered fields: a row that was only stored anew is still as published.
    """
    asked = list(rows)
    stored: dict[int, str] = {}
    for some in chunked(asked):
        found = type(some[0])._default_manager.filter(pk__in=[row.pk for row in some]).exclude(desk_state="")
        stored |= dict(found.values_list("pk", "desk_state"))
    unknown = [row for row in asked if row.pk not in stored]
    return stored | worked_out(unknown) if unknown else stored


def worked_out(rows: Iterable[DeskRow]) -> dict[int, str]:
    """Return the same of rows whatever is stored, by composing what the desk says of those that are published."""
    asked = list(rows)
    found = digests(asked)
    return {row.pk: _state(*found[row.record_key]) for row in asked}


def rows_by_state(rows: Iterable[DeskRow]) -> defaultdict[str, list[DeskRow]]:
    """Return rows of any kinds by their state, in a flat number of queries a kind."""
    by_kind: dict[str, list[DeskRow]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind_name].append(row)
    found: defaultdict[str, list[DeskRow]] = defaultdict(list)
    for of_kind in by_kind.values():
        states = states_of(of_kind)
        for row in of_kind:
            found[states[row.pk]].append(row)
    return found


def state_of(row: DeskRow) -> str:
    """Return the state of one row; for many, :func:`states_of` asks no more queries than for one."""
    return states_of([row])[row.pk]


def differences(row: DeskRow) -> list[tuple[str, Any, Any]]:
    """Return (key, at the desk, in the record) for each entered field that differs; None where it is left out."""
    context = PublishContext()
    key = row.record_key
    live = context.live(key)
    desk = desk_fields([row], to_publish=False).get(key, {})
    record: EnteredFields = entered_fields(row.kind_name, live.document) if live else {}
    names = dict.fromkeys([*desk, *record])
    return [(name, desk.get(name), record.get(name)) for name in names if desk.get(name) != record.get(name)]


def _state(desk: str, record: str) -> str:
    """Return what the database makes of the two digests (:func:`companies.models.stored_state.state_column`)."""
    if record in (ABSENT, RETRACTED):
        return "draft" if record == ABSENT else "retracted"
    return "published" if desk == record else "changed"
