"""Where a desk row stands: draft, published, changed since, retracted; and what differs (design: publishing 2)."""

from collections.abc import Iterable
from typing import Any

from companies.models.desk_row import DeskRow
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.publishing.context import PublishContext
from companies.record.publishing.desk_fields import desk_parts


def statuses_of(rows: Iterable[DeskRow]) -> dict[int, str]:
    """Return ``draft``, ``published``, ``changed`` or ``retracted`` by primary key, for rows of one kind.

    "Changed" compares entered fields: a row that was only stored anew is still as published.
    """
    asked = list(rows)
    context = PublishContext()
    context.load((row.kind_name, row.public_key) for row in asked)
    parts = desk_parts(asked)
    return {row.pk: _status(context, row, parts) for row in asked}


def status_of(row: DeskRow) -> str:
    """Return the status of one row."""
    return statuses_of([row])[row.pk]


def differences(row: DeskRow) -> list[tuple[str, Any, Any]]:
    """Return (key, at the desk, in the record) for each entered field that differs; None where it is left out."""
    context = PublishContext()
    key = (row.kind_name, row.public_key)
    live = context.live(key)
    desk = desk_parts([row]).get(key, {})
    record: EnteredFields = entered_fields(row.kind_name, live.document) if live else {}
    names = dict.fromkeys([*desk, *record])
    return [(name, desk.get(name), record.get(name)) for name in names if desk.get(name) != record.get(name)]


def _status(context: PublishContext, row: DeskRow, parts: dict[tuple[str, str], EnteredFields]) -> str:
    key = (row.kind_name, row.public_key)
    stored = context.stored(key)
    if stored is None:
        return "draft"
    if not stored.live:
        return "retracted"
    return "published" if entered_fields(row.kind_name, stored.document) == parts.get(key) else "changed"
