"""The guard: the database itself refuses to change the record (design: the guard; R16).

- Revisions are never updated, deleted or written out of order.
- Entries and references are written with their revisions and never again, but for an entry's ``superseded_at``, once,
  to the instant of the next version. Making them anew from the ledger is the one way round (:func:`rebuilding`).
- The head only ever moves on to the last revision.

:func:`install` runs after every migration, because SQLite remakes a table to alter it and drops its triggers silently;
:func:`remove` runs before one, because SQLite remakes no table that another table's trigger asks. A system check and
``verify_record`` fail when a piece is missing, or does not say what it says here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as default_connection
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from companies.record.ledger import guard_postgresql, guard_sqlite
from companies.record.ledger.revision import Head, Revision

TABLE = Revision._meta.db_table


def install(using: str = "default") -> None:
    """Put every missing piece of the guard into the database, and the head's one row; safe to repeat."""
    connection = connections[using]
    pieces = _pieces(connection)
    with connection.cursor() as cursor:
        absent = missing(using)
        if connection.vendor == "postgresql":
            for table in guard_postgresql.BODIES:
                cursor.execute(guard_postgresql.function_sql(table))
        for name in absent:
            table, sql = pieces[name]
            cursor.execute(_removal(connection, name, table))
            cursor.execute(sql)
    Head.ensure()


def remove(using: str = "default") -> None:
    """Take the guard off: for the length of a migration, and in tests, to empty a database that refuses it."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, (table, _) in _pieces(connection).items():
            cursor.execute(_removal(connection, name, table))


@contextmanager
def rebuilding() -> Iterator[None]:
    """Let entries and references be deleted and written anew. Must be inside a transaction, which holds the head."""
    connection = default_connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config(%s, 'on', true)", [guard_postgresql.REBUILDING])
            yield
            cursor.execute("SELECT set_config(%s, 'off', true)", [guard_postgresql.REBUILDING])
            return
        for name in guard_sqlite.DERIVED:
            cursor.execute(_removal(connection, name, ""))
        yield
        for name in guard_sqlite.DERIVED:
            cursor.execute(guard_sqlite.PIECES[name][1])


def missing(using: str = "default") -> list[str]:
    """Return the names of the guard's pieces that the database lacks, has disabled, or has under another wording."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
                "WHERE tgrelid = ANY(SELECT to_regclass(name) FROM unnest(%s::text[]) AS name) "
                "AND tgenabled IN ('O', 'A') AND tgqual IS NULL",
                [list(guard_postgresql.BODIES)],
            )
            wanted = {name: guard_postgresql.BODIES[table] for name, (table, _) in guard_postgresql.PIECES.items()}
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            wanted = {name: sql for name, (_, sql) in guard_sqlite.PIECES.items()}
        there = {name: text.strip() for name, text in cursor.fetchall()}
    return [name for name, text in wanted.items() if there.get(name) != text.strip()]


def remove_before_migrate(*, using: str, plan: list[Any], **_kwargs: Any) -> None:
    """Take the guard off at ``pre_migrate`` where there is anything to migrate, and when there is a guard."""
    if plan and TABLE in connections[using].introspection.table_names():
        remove(using)


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Install the guard at ``post_migrate``, when the ledger's table is there."""
    if TABLE in connections[using].introspection.table_names():
        install(using)


def _pieces(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    return guard_postgresql.PIECES if connection.vendor == "postgresql" else guard_sqlite.PIECES


def _removal(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{suffix}"
