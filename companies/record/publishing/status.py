"""Where a desk row stands: draft, published, changed since, retracted; and what differs (DESIGN, publishing 2)."""

from collections.abc import Iterable
from typing import Any

from companies.models.desk_row import DeskRow
from companies.record.documents.entered_fields import Own, own_part
from companies.record.publishing.context import Working
from companies.record.publishing.desk_fields import desk_parts


def statuses_of(rows: Iterable[DeskRow]) -> dict[int, str]:
    """Return ``draft``, ``published``, ``changed`` or ``retracted`` by primary key, for rows of one kind.

    "Changed" compares own parts: a row that was only stored anew is still as published.
    """
    asked = list(rows)
    working = Working()
    working.load((row.kind_name, row.public_key) for row in asked)
    parts = desk_parts(asked)
    return {row.pk: _status(working, row, parts) for row in asked}


def status_of(row: DeskRow) -> str:
    """Return the status of one row."""
    return statuses_of([row])[row.pk]


def differences(row: DeskRow) -> list[tuple[str, Any, Any]]:
    """Return (key, at the desk, in the record) for each key of the own part that differs; None where it is left out."""
    working = Working()
    key = (row.kind_name, row.public_key)
    live = working.live(key)
    desk = desk_parts([row]).get(key, {})
    record: Own = own_part(row.kind_name, live.document) if live else {}
    names = dict.fromkeys([*desk, *record])
    return [(name, desk.get(name), record.get(name)) for name in names if desk.get(name) != record.get(name)]


def _status(working: Working, row: DeskRow, parts: dict[tuple[str, str], Own]) -> str:
    key = (row.kind_name, row.public_key)
    stored = working.stored(key)
    if stored is None:
        return "draft"
    if not stored.live:
        return "retracted"
    return "published" if own_part(row.kind_name, stored.document) == parts.get(key) else "changed"
