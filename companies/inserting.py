"""Many new rows by one statement: for tables of which nothing is read back as they are written."""

from collections.abc import Iterable
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values in Python, where they are of :data:`_PLAIN` types, are those of the database."""

_PLAIN = frozenset((str, int, bool, type(None)))


def insert_rows(rows: Iterable[models.Model]) -> None:
    """Insert new rows of one model, as ``bulk_create`` does; a key that the database makes is not told.

    ``bulk_create`` compiles a statement for every hundred rows, which takes longer than to insert them.
    """
    listed = list(rows)
    if not listed:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    meta = listed[0]._meta
    fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(connection.ops.quote_name(cast("str", field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 - names of our tables
            [[_value(field, row, connection) for field in fields] for row in listed],
        )
    for row in listed:
        row._state.adding, row._state.db = False, connection.alias


def _value(field: "models.Field[Any, Any]", row: models.Model, connection: BaseDatabaseWrapper) -> Any:
    value = field.pre_save(row, True)
    if type(value) in _PLAIN and isinstance(field, _AS_THEY_ARE):
        return value
    return field.get_db_prep_save(value, connection)
