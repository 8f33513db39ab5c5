"""Writing many small rows of ours: Django's own ways spend far more on an object a row than the database on the row."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

from companies.chunks import chunked

_VALUES = 6000
"""Values in one statement, below what any SQLite takes."""


def insert_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of numbers, codes and dates (as ISO text) into a table."""
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    one = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for some in chunked(list(rows), _VALUES // len(columns)):
            sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(some))}"  # noqa: S608 - names of ours
            cursor.execute(sql, [value for row in some for value in row])


def update_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set columns of rows: each gives their values, and last its ``id``."""
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(name)} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {settings} WHERE id = %s",  # noqa: S608 - names of ours
            list(rows),
        )
