"""A database of a test's own, which programs may fill and spoil."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def new_database() -> Iterator[str]:
    """Give a DATABASE_URL: blank for SQLite's file in DATA_DIR, else a new PostgreSQL database that goes afterwards."""
    if connection.vendor == "sqlite":
        yield ""
        return
    server = connection.settings_dict
    name = f"own_{time.time_ns()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
