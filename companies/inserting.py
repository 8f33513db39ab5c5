"""Many new rows by one statement: for tables of which nothing is read back as they are written."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values in Python are those of the database."""


def insert_objects(rows: Iterable[models.Model]) -> None:
    """Insert new rows of one model, as ``bulk_create`` does; a key that the database makes is not told.

    ``bulk_create`` compiles a statement for every hundred rows, which takes longer than to insert them. The rows hold
    values of their fields' own types, and no expressions.
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
            list(_values(listed, fields, connection)),
        )
    for row in listed:
        row._state.adding, row._state.db = False, connection.alias


def _values(
    rows: Iterable[models.Model], fields: "Sequence[models.Field[Any, Any]]", connection: BaseDatabaseWrapper
) -> Iterator[list[Any]]:
    """Yield the values of each row, asking only those fields for theirs that change them or make them at a save."""
    asked = [(place, field) for place, field in enumerate(fields) if not _is_as_it_is(field)]
    told = attrgetter("_state", *(field.attname for field in fields))  # of a single name it would give no tuple
    for row in rows:
        _, *values = told(row)
        for place, field in asked:
            values[place] = field.get_db_prep_save(field.pre_save(row, True), connection)
        yield values


def _is_as_it_is(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, _AS_THEY_ARE) and type(field).pre_save is models.Field.pre_save
