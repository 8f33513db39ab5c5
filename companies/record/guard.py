"""The guard: the database itself refuses to change the ledger (DESIGN §1, R16).

On both engines UPDATE and DELETE on revisions are refused, and an INSERT whose ``seq`` is not the last + 1 or whose
(kind, key, version) exists; on PostgreSQL also TRUNCATE. The second rule is what stops SQLite's INSERT OR REPLACE,
which deletes without asking a DELETE trigger. :func:`install` runs after every migration, because SQLite remakes a
table to alter it and drops its triggers silently; a system check and ``verify_record`` fail when a piece is missing.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from companies.record.revision import Head, Revision

TABLE = Revision._meta.db_table

_FAULTY_INSERT = f"""
    NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM {TABLE})
    OR EXISTS (SELECT 1 FROM {TABLE} WHERE kind = NEW.kind AND key = NEW.key AND version = NEW.version)
"""  # noqa: S608 - the table's own name, from the model

_SQLITE = {
    f"{TABLE}_no_update": f"""
        CREATE TRIGGER IF NOT EXISTS {TABLE}_no_update BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'the record is append-only: a revision is never updated'); END""",
    f"{TABLE}_no_delete": f"""
        CREATE TRIGGER IF NOT EXISTS {TABLE}_no_delete BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'the record is append-only: a revision is never deleted'); END""",
    f"{TABLE}_in_order": f"""
        CREATE TRIGGER IF NOT EXISTS {TABLE}_in_order BEFORE INSERT ON {TABLE}
        WHEN {_FAULTY_INSERT}
        BEGIN SELECT RAISE(ABORT, 'the record is append-only: a revision comes after the last, once'); END""",
}

_POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NOT ({_FAULTY_INSERT}) THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'the record is append-only: a revision comes after the last, once'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RAISE EXCEPTION 'the record is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END $guard$"""

_POSTGRESQL = {
    f"{TABLE}_in_order": f"""
        CREATE TRIGGER {TABLE}_in_order BEFORE INSERT ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_guard()""",
    f"{TABLE}_no_change": f"""
        CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_guard()""",
    f"{TABLE}_no_truncate": f"""
        CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_guard()""",
}


def install(using: str = "default") -> None:
    """Put every missing piece of the guard into the database, and the head's one row; safe to repeat."""
    connection = connections[using]
    absent = missing(using)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name in absent:
            cursor.execute(_pieces(connection)[name])
    Head.ensure()


def remove(using: str = "default") -> None:
    """Take the guard off. Only tests do this, to empty a database that refuses to be emptied."""
    connection = connections[using]
    suffix = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _pieces(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def missing(using: str = "default") -> list[str]:
    """Return the names of the guard's pieces that the database lacks (or, on PostgreSQL, has disabled)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')",
                [TABLE],
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in _pieces(connection) if name not in there]


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Install the guard at ``post_migrate``, when the ledger's table is there."""
    if TABLE in connections[using].introspection.table_names():
        install(using)


def _pieces(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
