"""The guard: the database itself refuses to change the ledger (design: the guard; R16).

On both engines UPDATE and DELETE on revisions are refused, and an INSERT whose ``seq`` is not the last + 1 or whose
(kind, key, version) exists; on PostgreSQL also TRUNCATE. The second rule is what stops SQLite's INSERT OR REPLACE,
which deletes without asking a DELETE trigger; it asks for the row's hidden number too, because a replacement that
names it would delete the revision that has it. :func:`install` runs after every migration, because SQLite remakes a
table to alter it and drops its triggers silently; a system check and ``verify_record`` fail when a piece is missing,
or does not say what it says here.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from companies.record.ledger.revision import Head, Revision

TABLE = Revision._meta.db_table

_FAULTY_INSERT = f"""
    NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM {TABLE})
    OR EXISTS (SELECT 1 FROM {TABLE} WHERE kind = NEW.kind AND key = NEW.key AND version = NEW.version)
"""  # noqa: S608 - the table's own name, from the model

_FAULTY_REPLACEMENT = f"EXISTS (SELECT 1 FROM {TABLE} WHERE rowid = NEW.rowid)"  # noqa: S608 - as above

_SQLITE = {
    f"{TABLE}_no_update": f"""
        CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'the record is append-only: a revision is never updated'); END""",
    f"{TABLE}_no_delete": f"""
        CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'the record is append-only: a revision is never deleted'); END""",
    f"{TABLE}_in_order": f"""
        CREATE TRIGGER {TABLE}_in_order BEFORE INSERT ON {TABLE}
        WHEN {_FAULTY_INSERT} OR {_FAULTY_REPLACEMENT}
        BEGIN SELECT RAISE(ABORT, 'the record is append-only: a revision comes after the last, once'); END""",
}

_POSTGRESQL_BODY = f"""
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NOT ({_FAULTY_INSERT}) THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'the record is append-only: a revision comes after the last, once'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RAISE EXCEPTION 'the record is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END"""

_POSTGRESQL_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard${_POSTGRESQL_BODY}$guard$"""

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
            cursor.execute(_removal(connection, name))
            cursor.execute(_pieces(connection)[name])
    Head.ensure()


def remove(using: str = "default") -> None:
    """Take the guard off. Only tests do this, to empty a database that refuses to be emptied."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in _pieces(connection):
            cursor.execute(_removal(connection, name))


def missing(using: str = "default") -> list[str]:
    """Return the names of the guard's pieces that the database lacks, has disabled, or has under another wording."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
                "WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A') AND tgqual IS NULL",
                [TABLE],
            )
            wanted = dict.fromkeys(_POSTGRESQL, _POSTGRESQL_BODY)
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            wanted = _SQLITE
        there = {name: text.strip() for name, text in cursor.fetchall()}
    return [name for name, text in wanted.items() if there.get(name) != text.strip()]


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Install the guard at ``post_migrate``, when the ledger's table is there."""
    if TABLE in connections[using].introspection.table_names():
        install(using)


def _pieces(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _removal(connection: BaseDatabaseWrapper, name: str) -> str:
    suffix = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{suffix}"
