"""Cursors: where a walk through a list goes on, and the state that it walks (design: lists and cursors 3).

Opaque and checked, not secret: base64url of JSON [format, direction, sort values, digest of the list's query, the told
``known_at``]. A cursor carries that instant, so that every page of a walk shows one state.
"""

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from companies.record.ledger.canonical import canonical, instant_text
from companies.record.query.errors import foreign_cursor
from companies.record.query.parsers import is_future
from companies.record.reading.ordering import Ordering, Values, values_text
from companies.record.reading.read import CursorPosition

FORMAT = 1
LONGEST = 1000
_FORM = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Cursor:
    """What a cursor says."""

    start: CursorPosition
    known_at: datetime


def digest(list_query: str) -> str:
    """Return what ties a cursor to its list: kind, filters, order and requested clocks."""
    return hashlib.sha256(list_query.encode()).hexdigest()[:16]


def encode_cursor(start: CursorPosition, list_query: str, known_at: datetime) -> str:
    """Return the cursor of a position in the list of ``list_query`` (``ValidatedQuery.list_query``)."""
    parts = [
        FORMAT,
        int(start.backwards),
        values_text(_in_utc(start.values)),
        digest(list_query),
        instant_text(known_at),
    ]
    return base64.urlsafe_b64encode(canonical(parts).encode()).decode().rstrip("=")


def decode_cursor(text: str, list_query: str, order: Ordering) -> Cursor:
    """Return what a cursor says. Raises ParameterError for any that was not given out for ``list_query``.

    Whatever it says must give the very same text again, so that nothing but what was given out is taken.
    """
    if len(text) > LONGEST or not _FORM.fullmatch(text):
        raise foreign_cursor()
    try:
        _, backwards, texts, _, known_at = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        start = CursorPosition(_in_utc(order.parse(texts)), backwards == 1)
        cursor = Cursor(start, datetime.fromisoformat(known_at).astimezone(UTC))
        same = encode_cursor(cursor.start, list_query, cursor.known_at) == text
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        raise foreign_cursor() from None
    if not same or is_future(cursor.known_at):
        raise foreign_cursor()
    return cursor


def _in_utc(values: Values) -> Values:
    return tuple(value.astimezone(UTC) if isinstance(value, datetime) else value for value in values)
