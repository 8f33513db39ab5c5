"""Where a desk row stands: draft, published, changed since, retracted; and what differs (design: publishing 2)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from companies.models.desk_row import DeskRow
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.ledger.revision import Key
from companies.record.publishing.context import PublishContext
from companies.record.publishing.desk_fields import desk_fields


def states_of(rows: Iterable[DeskRow]) -> dict[int, str]:
    """Return ``draft``, ``published``, ``changed`` or ``retracted`` by primary key, for rows of one kind.

    "Changed" compares entered fields: a row that was only stored anew is still as published.
    """
    asked = list(rows)
    context = PublishContext()
    context.load(row.record_key for row in asked)
    entered = desk_fields(asked, to_publish=False)
    return {row.pk: _state(context, row, entered) for row in asked}


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


def _state(context: PublishContext, row: DeskRow, entered: dict[Key, EnteredFields]) -> str:
    key = row.record_key
    stored = context.stored(key)
    if stored is None:
        return "draft"
    if not stored.live:
        return "retracted"
    return "published" if entered_fields(row.kind_name, stored.document) == entered.get(key) else "changed"
