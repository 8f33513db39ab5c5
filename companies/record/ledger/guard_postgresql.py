"""The guard's pieces on PostgreSQL: a function for each table, asked by triggers for each act, TRUNCATE among them."""

from companies.record.ledger.revision import ClockNotice, Entry, Head, Reference, Revision

_REVISION, _ENTRY = Revision._meta.db_table, Entry._meta.db_table
_REFERENCE, _HEAD = Reference._meta.db_table, Head._meta.db_table
_NOTICE = ClockNotice._meta.db_table

REBUILDING = "companies.rebuilding"
"""A setting of the transaction: ``on`` while entries and references are made anew."""

_NOT_REBUILDING = f"coalesce(current_setting('{REBUILDING}', true), '') <> 'on'"


def _body(inserts: str, updates: str, reason: str, *, guarded: str = "true") -> str:
    """Return a function's body: INSERT and UPDATE are refused unless those conditions hold, all else always."""
    return f"""
    BEGIN
        IF NOT ({guarded}) THEN RETURN coalesce(NEW, OLD); END IF;
        IF TG_OP = 'INSERT' THEN
            IF {inserts} THEN RETURN NEW; END IF;
        ELSIF TG_OP = 'UPDATE' THEN
            IF {updates} THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION '{reason}: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END"""


_IN_PROGRESS = f"NEW.revision_id > (SELECT seq FROM {_HEAD})"  # noqa: S608 - tables' own names, here and below

BODIES: dict[str, str] = {
    _REVISION: _body(
        f"""NEW.seq = (SELECT COALESCE(MAX(seq), 0) + 1 FROM {_REVISION}) AND NOT EXISTS
            (SELECT 1 FROM {_REVISION} WHERE kind = NEW.kind AND key = NEW.key AND version = NEW.version)""",  # noqa: S608
        "false",
        "the record is append-only, a revision comes after the last, once",
    ),
    _ENTRY: _body(
        f"{_IN_PROGRESS} AND NOT EXISTS (SELECT 1 FROM {_ENTRY} WHERE revision_id = NEW.revision_id)",  # noqa: S608
        f"""to_jsonb(NEW) - 'superseded_at' = to_jsonb(OLD) - 'superseded_at' AND OLD.superseded_at IS NULL AND EXISTS
            (SELECT 1 FROM {_REVISION} WHERE kind = OLD.kind AND key = OLD.key AND version = OLD.version + 1
             AND recorded_at = NEW.superseded_at)""",  # noqa: S608
        "an entry is derived from the ledger, see manage.py rebuild_entries",
        guarded=_NOT_REBUILDING,
    ),
    _REFERENCE: _body(
        _IN_PROGRESS,
        "false",
        "a reference is derived from the ledger, see manage.py rebuild_entries",
        guarded=_NOT_REBUILDING,
    ),
    _HEAD: _body(
        f"NEW.seq = 0 AND NOT EXISTS (SELECT 1 FROM {_HEAD})",  # noqa: S608
        f"""NEW.id = OLD.id AND NEW.seq > OLD.seq AND NEW.seq = (SELECT MAX(seq) FROM {_REVISION}) AND EXISTS
            (SELECT 1 FROM {_REVISION} WHERE seq = NEW.seq AND recorded_at = NEW.recorded_at
             AND ledger = NEW.ledger)""",  # noqa: S608
        "the head names the last revision, and never goes back",
    ),
    _NOTICE: _body(
        f"NEW.after_seq > (SELECT COALESCE(MAX(after_seq), 0) FROM {_NOTICE})",  # noqa: S608
        "false",
        "a clock notice comes after the last, once, and stays",
    ),
}
"""Table → the body of its function."""


def function_sql(table: str) -> str:
    """Return the SQL that makes a table's function, or makes it anew."""
    return (
        f"CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard${BODIES[table]}$guard$"
    )


def _triggers(table: str) -> dict[str, tuple[str, str]]:
    acts = {"in_order": "INSERT", "no_change": "UPDATE OR DELETE", "no_truncate": "TRUNCATE"}
    return {
        f"{table}_{name}": (
            table,
            f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} "
            f"FOR EACH {'STATEMENT' if act == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION {table}_guard()",
        )
        for name, act in acts.items()
    }


PIECES: dict[str, tuple[str, str]] = {name: piece for table in BODIES for name, piece in _triggers(table).items()}
"""Trigger's name → (its table, its SQL)."""
