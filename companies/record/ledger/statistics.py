"""What the database knows of its own tables, so that it takes the right index."""

from django.db import connection


def gather_statistics() -> None:
    """Have the database count what its indexes tell apart.

    PostgreSQL does so by itself some time after a load. SQLite never does: it takes a company for as common as a kind,
    and would walk a whole list for the five answers of one company. A sample of each index is enough for both.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
