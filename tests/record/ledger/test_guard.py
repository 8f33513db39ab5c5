"""The database itself refuses to change the ledger (R16), and says when it can't."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from companies.record.ledger import guard
from companies.record.ledger.revision import Entry, Head, Reference, Revision
from companies.record.ledger.system_checks import guard_is_whole
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

_INSERT = (
    "INTO companies_revision (seq, kind, key, version, recorded_at, cause, note, retracted, document, sha256, ledger) "
    "SELECT {seq}, kind, {key}, {version}, recorded_at, cause, note, retracted, document, sha256, ledger "
    "FROM companies_revision WHERE seq = 1"
)
REFUSED = {
    "an update": "UPDATE companies_revision SET note = 'x' WHERE seq = 1",
    "a delete": "DELETE FROM companies_revision WHERE seq = 1",
    "a number that is taken": "INSERT " + _INSERT.format(seq="1", key="'other'", version="1"),
    "a gap in the numbers": "INSERT " + _INSERT.format(seq="7", key="'other'", version="1"),
    "a version that exists": "INSERT " + _INSERT.format(seq="6", key="key", version="1"),
    "an entry's column": "UPDATE companies_entry SET position = 'refuses' WHERE revision_id = 1",
    "an entry's end, before there is a next version": "UPDATE companies_entry SET superseded_at = recorded_at",
    "an entry's deletion": "DELETE FROM companies_entry WHERE revision_id = 1",
    "a reference's key": "UPDATE companies_reference SET key = 'other'",
    "a reference's deletion": "DELETE FROM companies_reference",
    "a reference of a revision that is committed": "INSERT INTO companies_reference (revision_id, kind, key, role) "
    "VALUES (1, 'law', 'other', 'law')",
    "a head that goes back": "UPDATE companies_head SET seq = 0",
    "a head that goes on to nothing": "UPDATE companies_head SET seq = seq + 1",
    "another hash at the head": "UPDATE companies_head SET ledger = 'x'",
    "a head's deletion": "DELETE FROM companies_head",
    "a second head": "INSERT INTO companies_head (id, seq, ledger) VALUES (1, 0, '')",
}
SQLITE_ONLY = {
    "a replacement by the hidden number": "INSERT OR REPLACE "
    + _INSERT.format(seq="6", key="'other'", version="1").replace("(seq", "(rowid, seq").replace("SELECT", "SELECT 1,"),
    "a replacement by number": "INSERT OR REPLACE " + _INSERT.format(seq="1", key="'other'", version="1"),
    "a replacement by version": "INSERT OR REPLACE " + _INSERT.format(seq="6", key="key", version="1"),
    "an entry's replacement": "INSERT OR REPLACE INTO companies_entry SELECT * FROM companies_entry",
    "a reference's replacement": "INSERT OR REPLACE INTO companies_reference SELECT * FROM companies_reference",
    "a head's replacement": "INSERT OR REPLACE INTO companies_head (id, seq, ledger) VALUES (1, 0, '')",
}
POSTGRESQL_ONLY = {
    f"a truncation of {table}": f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE companies_{table} CASCADE"
    for table in ("revision", "entry", "reference", "head")
}


def _refused_here() -> dict[str, str]:
    return REFUSED | (POSTGRESQL_ONLY if connection.vendor == "postgresql" else SQLITE_ONLY)


def _everything() -> list[Any]:
    tables: list[Any] = [Revision, Entry, Reference, Head]
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


def test_the_database_refuses_whatever_is_not_the_next_revision_with_what_is_derived_from_it() -> None:
    cast.stance()
    cast.publish_everything()
    before = _everything()
    for what, sql in _refused_here().items():
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert _everything() == before, what


def test_the_database_takes_the_next_revision() -> None:
    cast.source()
    cast.publish_everything()
    with connection.cursor() as cursor:
        cursor.execute("INSERT " + _INSERT.format(seq="2", key="key", version="2"))
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_orm_is_refused_like_everybody_else(act: str) -> None:
    cast.source()
    cast.publish_everything()
    with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
        Revision.objects.update(note="x") if act == "update" else Revision.objects.all().delete()


def test_each_missing_piece_is_named_by_the_system_check_and_put_back_by_migrate() -> None:
    assert guard_is_whole(["default"]) == []
    names = guard.missing() or list(guard._pieces(connection))
    guard.remove()
    assert guard.missing() == names
    [error] = guard_is_whole(["default"])
    assert error.id == "companies.E001"
    assert all(name in error.msg for name in names)
    call_command("migrate", verbosity=0, skip_checks=True)
    assert guard.missing() == []


def test_a_piece_that_was_hollowed_out_is_missing_and_put_back_by_migrate() -> None:
    name = next(iter(guard._pieces(connection)))
    with connection.cursor() as cursor:
        for sql in _hollowing(name):
            cursor.execute(sql)
    assert name in guard.missing()
    call_command("migrate", verbosity=0, skip_checks=True)
    assert guard.missing() == []


def _hollowing(name: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION companies_revision_guard() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        ]
    return [
        f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON companies_revision BEGIN SELECT 1; END",
    ]


def test_installing_again_changes_nothing() -> None:
    guard.install()
    assert guard.missing() == []


def test_the_check_asks_no_database_that_it_was_not_given() -> None:
    guard.remove()
    assert guard_is_whole(None) == []
    guard.install()


def test_before_the_first_migration_there_is_nothing_to_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "TABLE", "not_there_yet")
    monkeypatch.setattr(guard, "install", lambda using: pytest.fail("there is no table to guard"))
    assert guard_is_whole(["default"]) == []
    guard.install_after_migrate(using="default")


def test_a_migration_goes_on_without_the_guard_and_ends_with_it() -> None:
    guard.remove_before_migrate(using="default", plan=[])
    assert guard.missing() == []
    guard.remove_before_migrate(using="default", plan=[("a migration", False)])
    assert guard.missing() == list(guard._pieces(connection))
    guard.install_after_migrate(using="default")
    assert guard.missing() == []
