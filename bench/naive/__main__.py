"""Fill the peers' database: ``NAIVE_DATABASE=… RECORD_DATABASE=… python -m bench.naive``."""

import os

import django


def main() -> None:
    """Fill the database that the environment names, for both peers where it is SQLite."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.naive.settings")
    django.setup()
    from django.db import connection

    from bench.naive.filling import fill, fill_flat

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous = OFF")
        else:
            cursor.execute("SET statement_timeout = 0")
    fill("record")
    if connection.vendor == "sqlite":
        fill_flat("record")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


main()
