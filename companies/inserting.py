"""Many new rows by one statement: for tables of which nothing is read back as they are written.

Django's own ways spend far more on an object a row than the database on the row.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from companies.chunks import taken

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values in Python are those of the database."""


_MOST_VALUES = 6000
"""Values in one statement, below what any SQLite takes."""


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values as the database takes them into a table, as many by a statement as it may hold.

    On PostgreSQL a statement is a round trip; ``executemany`` makes one for each row.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    one = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for some in taken(rows, _MOST_VALUES // len(columns)):
            sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(some))}"  # noqa: S608 - names of ours
            cursor.execute(sql, list(chain.from_iterable(some)))


def insert_objects(rows: Iterable[models.Model]) -> None:
    """Insert new rows of one model, as ``bulk_create`` does; a key that the database makes is not told.

    ``bulk_create`` compiles a statement for every hundred rows, which takes longer than to insert them. The rows hold
    values of their fields' own types, and no expressions; those that are made as they are taken are not held.
    """
    left = iter(rows)
    first = next(left, None)
    if first is None:
        return
    made = (models.AutoField, models.GeneratedField)  # by the database
    fields = [field for field in first._meta.concrete_fields if not isinstance(field, made)]
    columns = [cast("str", field.column) for field in fields]
    insert_rows(type(first), columns, _values(chain([first], left), fields, connections[DEFAULT_DB_ALIAS]))


def _values(
    rows: Iterable[models.Model], fields: "Sequence[models.Field[Any, Any]]", connection: BaseDatabaseWrapper
) -> Iterator[list[Any]]:
    """Yield the values of each row, which is then no new one.

    Only those fields are asked for theirs that change them or make them at a save.
    """
    asked = [(place, field) for place, field in enumerate(fields) if not _is_as_it_is(field)]
    told = attrgetter("_state", *(field.attname for field in fields))  # of a single name it would give no tuple
    for row in rows:
        _, *values = told(row)
        for place, field in asked:
            values[place] = field.get_db_prep_save(field.pre_save(row, True), connection)
        row._state.adding, row._state.db = False, connection.alias
        yield values


def _is_as_it_is(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, _AS_THEY_ARE) and type(field).pre_save is models.Field.pre_save
