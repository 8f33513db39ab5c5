"""What the database knows of its own tables, so that it takes the right index."""

from django.db import connection


def gather_statistics() -> None:
    """Have the database count what the indexes of our tables tell apart.

    PostgreSQL does so by itself some time after a load. SQLite never does: it takes a company for as common as a kind,
    and would walk a whole list for the five answers of one company. It counts whole indexes: from a sample of a large
    one it takes a company for far more common than it is. PostgreSQL does well with its samples.

    On PostgreSQL a table that is being counted already, by the server itself or by another program, is left to it:
    waiting for it would let a load fail at its very end.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 0")
            cursor.execute("ANALYZE")
            return
        tables = [name for name in connection.introspection.table_names() if name.startswith("companies_")]
        cursor.execute(f"ANALYZE (SKIP_LOCKED) {', '.join(map(connection.ops.quote_name, tables))}")
