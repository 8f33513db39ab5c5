"""Writing many rows at once: prepared statements on SQLite, COPY on PostgreSQL, and indexes made at the end."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

Values = tuple[Any, ...]
"""One row in the form in which the database takes it."""


def columns(model: type[Model], *, without: Sequence[str] = ()) -> "list[Field[Any, Any]]":
    """Return a table's columns in their order, but for those left out, and those that the database makes itself."""
    return [field for field in model._meta.concrete_fields if field.column not in without and not field.generated]


def encoder(vendor: str) -> "type[SqliteEncoder] | type[PostgresEncoder]":
    """Return what turns values into the form in which the database takes them."""
    return PostgresEncoder if vendor == "postgresql" else SqliteEncoder


class SqliteEncoder:
    """The form of values that Django's own connection writes to SQLite."""

    @staticmethod
    def value(value: Any) -> Any:
        """Return one value."""
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, datetime):
            return str(value.astimezone(UTC).replace(tzinfo=None))
        if isinstance(value, date):
            return value.isoformat()
        return json.dumps(value) if isinstance(value, list) else value


class PostgresEncoder:
    """Values as COPY takes them."""

    @staticmethod
    def value(value: Any) -> str:
        """Return one value."""
        if value is None:
            return "\\N"
        if isinstance(value, str):
            if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
                escaped = value.replace("\\", "\\\\").replace("\t", "\\t")
                return escaped.replace("\n", "\\n").replace("\r", "\\r")
            return value
        if isinstance(value, bool):
            return "t" if value else "f"
        if isinstance(value, datetime | date):
            return value.isoformat()
        return json.dumps(value) if isinstance(value, list) else str(value)


class Table:
    """One table that rows are written to."""

    def __init__(self, model: type[Model], *, without: Sequence[str] = ()) -> None:
        self._table = model._meta.db_table
        self._names = ", ".join(f'"{field.column}"' for field in columns(model, without=without))
        self._places = ", ".join("?" * len(columns(model, without=without)))

    def write(self, rows: Iterable[Values]) -> None:
        """Write rows that were encoded before."""
        if connection.vendor == "postgresql":
            text = io.StringIO("".join("\t".join(row) + "\n" for row in rows))
            with connection.cursor() as cursor:
                cursor.copy_expert(f"COPY {self._table} ({self._names}) FROM STDIN", text)
            return
        statement = f"INSERT INTO {self._table} ({self._names}) VALUES ({self._places})"  # noqa: S608 - our own names
        # Django's cursor would look into each statement for its own placeholders, and slow it down tenfold.
        connection.connection.executemany(statement, rows)


@contextmanager
def without_indexes() -> Iterator[None]:
    """Take the indexes of the product's tables off, and make them again at the end, which is quicker."""
    indexes = _indexes()
    with connection.cursor() as cursor:
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What the foreign keys have still to look at would keep the tables from being altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for _, statement in indexes:
            cursor.execute(statement)


def _indexes() -> list[tuple[str, str]]:
    """Return name and definition of every index that no constraint makes by itself."""
    tables = [model._meta.db_table for model in apps.get_app_config("companies").get_models()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s)"
                " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)",
                [tables],
            )
        else:
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return [(row[0], row[1]) for row in cursor.fetchall() if len(row) == 2 or row[2] in tables]
