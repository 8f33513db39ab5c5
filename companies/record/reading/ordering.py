"""In which order lists stand, and how a list goes on after a given row (design: lists and cursors)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import BooleanField, F, Field, Func, Q, Value

from companies.name_order import LONGEST_SORT_NAME
from companies.record.ledger.revision import Entry
from companies.record.reading.entry_rows import EntryRow
from companies.slugs import SLUG_PATTERN
from companies.texts import unwritable_place

Values = tuple[Any, ...]
"""The sort values of one row: dates, instants, numbers and texts."""

_COLUMNS: dict[str, tuple[str, ...]] = {
    "announced_on": ("announced_last", "announced_precision", "key"),
    "valid_from": ("valid_from", "key"),
    "recorded_at": ("recorded_at", "revision_id"),
    "name": ("sort_name", "key"),
    "slug": ("key",),
    "version": ("version",),
}

# Below and above every value of a column that a list begins to be sorted by.
_ENDS: dict[str, tuple[Any, Any]] = {
    "announced_last": (date.min, date.max),
    "valid_from": (date.min, date.max),
    "recorded_at": (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
    "key": ("", "~"),
    "sort_name": ("", "\U0010ffff"),
}

_FIELDS = {field.attname: field for field in Entry._meta.concrete_fields}

_NAMES: dict[str, tuple[str, ...]] = {
    "stance": ("announced_on", "valid_from", "recorded_at"),
    "change": ("recorded_at",),
    "figure": ("slug", "recorded_at"),
    "check": ("slug", "recorded_at"),
}
_OTHER_NAMES = ("slug", "name", "recorded_at")
_DEFAULTS = {"stance": "-announced_on", "change": "recorded_at"}


@dataclass(frozen=True)
class Ordering:
    """One order of a list; its last column is unique within a snapshot, so that it is total."""

    columns: tuple[str, ...]
    descending: bool

    def reversed(self) -> "Ordering":
        """Return the same order the other way round."""
        return Ordering(self.columns, not self.descending)

    @property
    def terms(self) -> list[str]:
        """What ``order_by`` takes."""
        return [f"-{column}" if self.descending else column for column in self.columns]

    def values(self, entry: EntryRow) -> Values:
        """Return the sort values of an entry."""
        return tuple(getattr(entry, column) for column in self.columns)

    @property
    def whole(self) -> Q:
        """Return a condition that every row of a list meets: the first column is not beyond its end.

        Without a bound on the column of the order, SQLite takes whatever other bound an index serves, and sorts the
        whole list to show its first page.
        """
        first = self.columns[0]
        if first not in _ENDS:
            return Q()
        lowest, highest = _ENDS[first]
        return Q(**{f"{first}__lte": highest} if self.descending else {f"{first}__gte": lowest})

    def after(self, values: Values) -> Q:
        """Return the condition that a row stands after the row of those sort values.

        The columns are compared as one row value, so that an index on them begins at the very row: thousands may share
        a day, and all of a set share an instant. (Django's own comparison of tuples gives SQLite a chain of OR.)
        """
        columns = _row(*(F(column) for column in self.columns))
        start = _row(*(Value(value, _FIELDS[name]) for name, value in zip(self.columns, values, strict=True)))
        beyond = "<" if self.descending else ">"
        return Q(
            Func(columns, start, template="%(expressions)s", arg_joiner=f" {beyond} ", output_field=BooleanField())
        )

    def parse(self, texts: Sequence[Any]) -> Values:
        """Return sort values from their form in a cursor. Raises ValueError for anything that none was made from."""
        if len(texts) != len(self.columns):
            raise ValueError("another number of sort values")
        return tuple(_parse(column, text) for column, text in zip(self.columns, texts, strict=True))


def ordering_names(kind: str) -> list[str]:
    """Return what ``ordering`` may be for a list of ``kind`` (or ``change``), each way."""
    names = _NAMES.get(kind, _OTHER_NAMES)
    return [name for base in names for name in (base, f"-{base}")]


def default_ordering(kind: str) -> str:
    """Return the order of a list of ``kind`` where none is asked: stances newest first, the rest by slug."""
    return _DEFAULTS.get(kind, "slug")


def ordering_of(name: str) -> Ordering:
    """Return the order called ``name`` (with ``-``: descending). Raises KeyError for one that there is not."""
    return Ordering(_COLUMNS[name.removeprefix("-")], name.startswith("-"))


def values_text(values: Values) -> list[Any]:
    """Return sort values as JSON holds them in a cursor."""
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _row(*parts: F | Value) -> Func:
    return Func(*parts, template="(%(expressions)s)", output_field=Field())


def _parse(column: str, text: Any) -> Any:
    if column in ("announced_last", "valid_from"):
        return date.fromisoformat(_typed(text, str))
    if column == "recorded_at":
        instant = datetime.fromisoformat(_typed(text, str))
        if instant.tzinfo is None:
            raise ValueError("an instant without its zone")
        return instant
    if column == "key":
        if not re.fullmatch(SLUG_PATTERN, _typed(text, str)):
            raise ValueError("no key")
        return text
    if column == "sort_name":
        if unwritable_place(_typed(text, str)) or len(text) > LONGEST_SORT_NAME:
            raise ValueError("no name")
        return text
    number = _typed(text, int)
    if isinstance(number, bool) or not 0 <= number < 2**31:
        raise ValueError("no number that was given out")
    return number


def _typed(value: Any, wanted: type) -> Any:
    if not isinstance(value, wanted):
        raise ValueError(f"no {wanted.__name__}")
    return value
