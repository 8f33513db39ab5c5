"""Changing many small rows of ours without an object for each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def update_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set columns of rows: each gives their values, and last its ``id``."""
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(name)} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {settings} WHERE id = %s",  # noqa: S608 - names of ours
            list(rows),
        )
