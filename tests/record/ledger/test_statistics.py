"""What the database is told to count, and that it waits for nobody."""

import pytest
from django.db import connection

from companies.models import Entry
from companies.record.ledger.statistics import gather_statistics


@pytest.mark.django_db(transaction=True)
def test_the_tables_are_counted_though_another_program_counts_one_of_them() -> None:
    """On PostgreSQL a table under autovacuum was waited for until the load failed; SQLite has no such lock."""
    if connection.vendor == "sqlite":
        gather_statistics()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
            assert cursor.fetchone() == (1,)
        return
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE UPDATE EXCLUSIVE MODE")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 100")
        gather_statistics()
        other.rollback()
        gather_statistics()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables WHERE relname = %s", [Entry._meta.db_table]
            )
            assert cursor.fetchone() == (True,)
    finally:
        other.close()
        connection.close()
