"""Queries whose SQL is made once, and asked with other values each time (decision 045).

To have the SQL of a question made costs several times what the database takes to answer it. A question is written as a
function of what it is asked with, which returns a query set of ``values_list``. It is called once for values of each
shape, with slots in their place; from then on the database is sent that text with the values at hand.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Q, QuerySet

from companies.record.ledger.revision import Revision
from companies.record.reading.snapshot import Clocks, Snapshot

MOST_KEPT = 1_000
"""Statements that a process keeps; then it begins anew."""
MOST_SLOTS = 700

# What stands for a value while SQL is made: nobody asks for these, and the smallest column of numbers can hold them.
_FIRST_NUMBER = 32_000
_FIRST_DAY = date(3, 1, 1)
_FIRST_INSTANT = datetime(5, 1, 1, tzinfo=UTC)

_CHANGING = frozenset(
    f"{how}{lookup}" for how in ("", "i") for lookup in ("contains", "startswith", "endswith", "regex", "exact")
) - {"exact"}
"""Lookups that ask the database for something made of their value."""

Question = Callable[..., QuerySet[Any, Any]]
Rows = list[tuple[Any, ...]]


class _NoSlotError(Exception):
    """No slot can stand for a value: it is an expression, or there are too many."""


@dataclass(frozen=True)
class _Statement:
    """SQL with the places of its values."""

    sql: str
    parameters: tuple[Any, ...]
    """In their order; those that are filled in stand here as their slots."""
    places: tuple[tuple[int, int], ...]
    """(place among the parameters, number of the value)."""
    converted: tuple[tuple[int, Expression], ...]
    """(place in a row, column) of what the driver gives in another form than the framework."""


_kept: dict[Hashable, _Statement | None] = {}


def ask(question: Question, snapshot: Snapshot, *values: Any, **fixed: Hashable) -> Rows:
    """Return the rows that answer ``question(snapshot, *values, **fixed)``; none before the first revision. One query.

    ``values``: texts, numbers, days, instants, tuples of them, lists of those of one type that a column may have, and
    conditions over all that. A condition over anything else is asked as well, but its SQL is made each time.
    ``fixed``: what decides the SQL itself, like how many rows.
    """
    if snapshot.instant is None:
        return []
    asked = (*_of_snapshot(snapshot), *values)
    try:
        shape = tuple([_shape(value) for value in asked])
        flat = [value for each in asked for value in _flat(each)]
        if len(flat) > MOST_SLOTS:
            raise _NoSlotError
    except _NoSlotError:
        return list(question(snapshot, *values, **fixed))
    using = _database()
    key = (question, using, shape, tuple(fixed.items()))
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _prepare(question, snapshot, values, fixed, connections[using])
    statement = _kept.get(key)
    return [] if statement is None else _run(statement, flat, connections[using])


def _prepare(
    question: Question,
    snapshot: Snapshot,
    values: tuple[Any, ...],
    fixed: dict[str, Hashable],
    connection: BaseDatabaseWrapper,
) -> _Statement | None:
    """Return the statement of a question for values of these shapes; None where it is known that no row answers it."""
    slots: list[Any] = []
    told = [_filled(value, slots) for value in _of_snapshot(snapshot)]
    needed = len(slots)
    found = question(_snapshot_of(snapshot, *told), *(_filled(value, slots) for value in values), **fixed)
    compiler = found.query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    numbers = {_adapted(slot, connection): number for number, slot in enumerate(slots)}
    places = tuple(
        (place, numbers[value])
        for place, value in enumerate(parameters)
        if isinstance(value, (int, str, date)) and value in numbers
    )
    lost = set(range(needed, len(slots))) - {number for _, number in places}
    if lost:
        raise RuntimeError(f"{question.__name__} makes something of value {min(lost) - needed} before it is asked")
    columns = [column for column, _, _ in compiler.select]
    converted = tuple((place, column) for place, (_, column) in compiler.get_converters(columns).items())
    return _Statement(sql, parameters, places, converted)


def _run(statement: _Statement, values: Sequence[Any], connection: BaseDatabaseWrapper) -> Rows:
    parameters = list(statement.parameters)
    for place, number in statement.places:
        parameters[place] = _adapted(values[number], connection)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, parameters)
        rows: Rows = cursor.fetchall()
    if not rows or not statement.converted:
        return rows
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for place, column in statement.converted:
        for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection)):
            columns[place] = [convert(value, column, connection) for value in columns[place]]
    return list(zip(*columns, strict=True))


def _database() -> str:
    """Return where reads go just now."""
    return str(Revision.objects.db)


def _of_snapshot(snapshot: Snapshot) -> tuple[Any, ...]:
    return snapshot.head, snapshot.instant, snapshot.valid_on, snapshot.today


def _snapshot_of(snapshot: Snapshot, head: int, instant: datetime, valid_on: date | None, today: date) -> Snapshot:
    return replace(snapshot, head=head, instant=instant, clocks=Clocks(valid_on, instant), today=today)


def _shape(value: Any) -> Hashable:
    """Return what decides the SQL of a value: everything but which one it is. Raises _NoSlotError."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Q):
        return value.connector, value.negated, *map(_shape_of_child, value.children)
    if isinstance(value, list):
        return list, _padded_length(value), *{_shape(each) for each in value}
    if isinstance(value, tuple):
        return tuple, *map(_shape, value)
    if isinstance(value, (int, str, date)):
        return cast("Hashable", type(value))
    raise _NoSlotError


def _shape_of_child(child: Any) -> Hashable:
    if not isinstance(child, tuple):
        return _shape(child)
    lookup, value = child
    if lookup.rpartition("__")[2] in _CHANGING:
        raise _NoSlotError
    return lookup, _shape(value)


def _flat(value: Any) -> Iterable[Any]:
    """Return the single values of a value, in the order in which slots are given out."""
    if isinstance(value, Q):
        return [each for child in value.children for each in _flat(child[1] if isinstance(child, tuple) else child)]
    if isinstance(value, list):
        return value + value[-1:] * (_padded_length(value) - len(value))
    if isinstance(value, tuple):
        return [each for part in value for each in _flat(part)]
    return () if value is None or isinstance(value, bool) else (value,)


def _filled(value: Any, slots: list[Any]) -> Any:
    """Return a value with a slot in place of each single value."""
    if isinstance(value, Q):
        children = [
            (child[0], _filled(child[1], slots)) if isinstance(child, tuple) else _filled(child, slots)
            for child in value.children
        ]
        return Q.create(children, connector=value.connector, negated=value.negated)
    if isinstance(value, list):
        return [_filled(each, slots) for each in _flat(value)]
    if isinstance(value, tuple):
        return tuple([_filled(part, slots) for part in value])
    if value is None or isinstance(value, bool):
        return value
    slots.append(_slot(value, len(slots)))
    return slots[-1]


def _padded_length(values: list[Any]) -> int:
    """Return how long a list is made by saying its last value again, so that there are few shapes: a power of two."""
    return 1 << (len(values) - 1).bit_length() if values else 0


def _slot(value: Any, number: int) -> Any:
    """Return what stands for the value of a number, of its type."""
    if isinstance(value, datetime):
        return _FIRST_INSTANT + timedelta(seconds=number)
    if isinstance(value, date):
        return _FIRST_DAY + timedelta(days=number)
    return f"slot {number}" if isinstance(value, str) else _FIRST_NUMBER + number


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Return a value as it is among the parameters of a statement."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
