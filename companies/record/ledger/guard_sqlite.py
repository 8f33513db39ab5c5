"""The guard's pieces on SQLite: one trigger for each act that is refused.

INSERT OR REPLACE deletes without asking a DELETE trigger, so each INSERT is asked whether it would replace something,
be it by key or by the row's hidden number.
"""

from companies.record.ledger.revision import ClockNotice, Entry, Head, Reference, Revision

_REVISION, _ENTRY = Revision._meta.db_table, Entry._meta.db_table
_REFERENCE, _HEAD = Reference._meta.db_table, Head._meta.db_table
_NOTICE = ClockNotice._meta.db_table

_IN_PROGRESS = f"NEW.revision_id > (SELECT seq FROM {_HEAD})"  # noqa: S608 - tables' own names, here and below
_SAME_ENTRY = " AND ".join(
    f'NEW."{field.column}" IS OLD."{field.column}"'
    for field in Entry._meta.concrete_fields
    if field.attname != "superseded_at"
)


def _refusal(table: str, name: str, act: str, reason: str, condition: str = "1") -> tuple[str, tuple[str, str]]:
    """Return (trigger's name, (its table, its SQL))."""
    full = f"{table}_{name}"
    sql = f"CREATE TRIGGER {full} BEFORE {act} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END"
    return full, (table, sql)


PIECES: dict[str, tuple[str, str]] = dict(
    [
        _refusal(_REVISION, "no_update", "UPDATE", "the record is append-only: a revision is never updated"),
        _refusal(_REVISION, "no_delete", "DELETE", "the record is append-only: a revision is never deleted"),
        _refusal(
            _REVISION,
            "in_order",
            "INSERT",
            "the record is append-only: a revision comes after the last, once",
            f"""NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM {_REVISION})
            OR EXISTS (SELECT 1 FROM {_REVISION} WHERE kind = NEW.kind AND key = NEW.key AND version = NEW.version)
            OR EXISTS (SELECT 1 FROM {_REVISION} WHERE rowid = NEW.rowid)""",  # noqa: S608
        ),
        _refusal(
            _ENTRY,
            "only_superseded",
            "UPDATE",
            "an entry is derived from the ledger: it changes only when its revision is superseded",
            f"""NOT ({_SAME_ENTRY} AND OLD.superseded_at IS NULL AND EXISTS (
                SELECT 1 FROM {_REVISION} WHERE kind = OLD.kind AND key = OLD.key
                AND version = OLD.version + 1 AND recorded_at = NEW.superseded_at))""",  # noqa: S608
        ),
        _refusal(_ENTRY, "no_delete", "DELETE", "an entry is derived from the ledger: run manage.py rebuild_entries"),
        _refusal(
            _ENTRY,
            "with_its_set",
            "INSERT",
            "an entry is derived from the ledger: it is written with its revision, once",
            f"NOT ({_IN_PROGRESS}) OR EXISTS (SELECT 1 FROM {_ENTRY} WHERE revision_id = NEW.revision_id)",  # noqa: S608
        ),
        _refusal(_REFERENCE, "no_update", "UPDATE", "a reference is derived from the ledger: it never changes"),
        _refusal(
            _REFERENCE, "no_delete", "DELETE", "a reference is derived from the ledger: run manage.py rebuild_entries"
        ),
        _refusal(
            _REFERENCE,
            "with_its_set",
            "INSERT",
            "a reference is derived from the ledger: it is written with its revision, once",
            f"""NOT ({_IN_PROGRESS}) OR EXISTS (SELECT 1 FROM {_REFERENCE} WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM {_REFERENCE} WHERE revision_id = NEW.revision_id AND kind = NEW.kind
                AND key = NEW.key AND role = NEW.role)""",  # noqa: S608
        ),
        _refusal(
            _HEAD,
            "names_the_last",
            "UPDATE",
            "the head names the last revision, and never goes back",
            f"""NEW.seq <= OLD.seq OR NEW.id <> OLD.id
            OR NEW.seq <> (SELECT MAX(seq) FROM {_REVISION}) OR NOT EXISTS (
                SELECT 1 FROM {_REVISION} WHERE seq = NEW.seq AND recorded_at = NEW.recorded_at
                AND ledger = NEW.ledger)""",  # noqa: S608
        ),
        _refusal(_HEAD, "no_delete", "DELETE", "the head names the last revision, and is never deleted"),
        _refusal(
            _HEAD,
            "once",
            "INSERT",
            "the head is one row, which begins at nothing",
            f"NEW.seq <> 0 OR EXISTS (SELECT 1 FROM {_HEAD})",  # noqa: S608
        ),
        _refusal(_NOTICE, "no_update", "UPDATE", "a clock notice is never updated"),
        _refusal(_NOTICE, "no_delete", "DELETE", "a clock notice is never deleted"),
        _refusal(
            _NOTICE,
            "once",
            "INSERT",
            "a clock notice comes after the last, once",
            f"NEW.after_seq <= (SELECT COALESCE(MAX(after_seq), 0) FROM {_NOTICE}) "  # noqa: S608
            f"OR EXISTS (SELECT 1 FROM {_NOTICE} WHERE id = NEW.id)",
        ),
    ]
)
"""Trigger's name → (its table, its SQL)."""

DERIVED = frozenset(name for name, (table, _) in PIECES.items() if table in (_ENTRY, _REFERENCE))
"""The triggers of what ``rebuild_entries`` makes anew."""
