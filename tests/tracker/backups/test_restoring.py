"""R14: a backup is restored into an empty place whole, or refused in one line with nothing there."""

import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from companies.record.ledger import guard_postgresql
from companies.record.ledger.revision import Head
from tests.tracker.backups.places import (
    ON_SQLITE,
    left_in,
    on_postgres,
    on_real_database,
    on_sqlite,
    restore,
    tables_at,
)
from tests.tracker.test_starting import assert_one_line, start

pytestmark = on_real_database


def test_a_backup_is_private_verified_and_restored_with_its_guard(backup: Path, empty_place: dict[str, str]) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    head = Head.objects.get()
    done = restore(empty_place, backup)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"The record's head: {head.seq}:{head.ledger}\n")
    verified = start(backup.parent, "verify_record", **empty_place)
    assert f"The record is whole: {head.seq:,} revisions, ledger {head.ledger}." in verified.stdout
    if ON_SQLITE:
        record = Path(empty_place["DATA_DIR"], "record.sqlite3")
        assert stat.S_IMODE(record.stat().st_mode) == 0o600
        assert stat.S_IMODE(record.parent.stat().st_mode) == 0o700
        assert left_in(record.parent) == ["record.sqlite3", "start.lock"]


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size * 2 // 3)


def _cut_to_a_header(file: Path) -> None:
    os.truncate(file, 50)


def _overwrite(file: Path) -> None:
    """Spoil what a table or a compressed block says, and leave the head of the file as it is."""
    with file.open("r+b") as opened:
        size = file.stat().st_size
        for place in range(size // 4, size - 4096, max(size // 40, 1)):
            opened.seek(place)
            opened.write(b"\xff" * 4096)  # a page of SQLite's: much of a young file is room that nothing is told in


@pytest.mark.parametrize("spoil", [_cut, _cut_to_a_header, _overwrite])
def test_an_incomplete_or_damaged_backup_is_refused_in_one_line(
    backup: Path, empty_place: dict[str, str], spoil: Callable[[Path], None]
) -> None:
    spoil(backup)
    assert_one_line(restore(empty_place, backup), str(backup))
    assert left_in(Path(empty_place["DATA_DIR"])) in ([], ["start.lock"])
    if not ON_SQLITE:
        assert tables_at(empty_place["DATABASE_URL"]) == 0


def test_what_is_no_backup_is_refused(tmp_path: Path, empty_place: dict[str, str]) -> None:
    (tmp_path / "letter").write_text("Dear Sir or Madam")
    assert_one_line(restore(empty_place, tmp_path / "letter"), "is no backup")
    assert_one_line(restore(empty_place, tmp_path / "nowhere"), "can't be read: No such file")
    assert_one_line(restore(empty_place, tmp_path), "can't be read")


def test_a_backup_of_the_other_database_is_refused(tmp_path: Path, empty_place: dict[str, str]) -> None:
    other = tmp_path / "other"
    if ON_SQLITE:
        other.write_bytes(b"PGDMP" + bytes(200))
    else:
        with sqlite3.connect(other) as opened:
            opened.execute("CREATE TABLE songs (title TEXT)")
    assert_one_line(restore(empty_place, other), "set it to a database of the same kind")


def test_a_place_that_holds_a_record_is_left_as_it_is(backup: Path, empty_place: dict[str, str]) -> None:
    assert restore(empty_place, backup).returncode == 0
    assert_one_line(restore(empty_place, backup), "empty")
    assert start(backup.parent, "verify_record", **empty_place).returncode == 0


@on_sqlite
@pytest.mark.parametrize("name", ["record.sqlite3-wal", "record.sqlite3"])
def test_what_is_left_of_a_record_makes_a_place_used(backup: Path, empty_place: dict[str, str], name: str) -> None:
    folder = Path(empty_place["DATA_DIR"])
    folder.mkdir()
    (folder / name).write_bytes(b"acknowledged saves")
    assert_one_line(restore(empty_place, backup), "into an empty place only")
    assert (folder / name).read_bytes() == b"acknowledged saves"


@on_sqlite
def test_an_empty_file_is_an_empty_place(backup: Path, empty_place: dict[str, str]) -> None:
    folder = Path(empty_place["DATA_DIR"])
    folder.mkdir()
    (folder / "record.sqlite3").touch()
    assert restore(empty_place, backup).returncode == 0
    assert start(backup.parent, "verify_record", **empty_place).returncode == 0


@on_sqlite
def test_a_copy_of_a_records_own_file_is_refused(tmp_path: Path, empty_place: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(FULL)")
    copy = Path(shutil.copy(connection.settings_dict["NAME"], tmp_path / "copy"))
    assert_one_line(restore(empty_place, copy), "may lack what was saved last")


@on_sqlite
@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("CREATE TABLE songs (title TEXT)", "is no backup of a record"),
        ("VACUUM", "is no backup of a record"),
    ],
)
def test_a_database_of_another_program_is_refused(
    tmp_path: Path, empty_place: dict[str, str], sql: str, says: str
) -> None:
    other = tmp_path / "other"
    with sqlite3.connect(other) as opened:
        opened.execute(sql)
    if not other.stat().st_size:
        with sqlite3.connect(other) as opened:
            opened.execute("PRAGMA user_version = 1")
    assert_one_line(restore(empty_place, other), says)
    assert left_in(Path(empty_place["DATA_DIR"])) == ["start.lock"]


@on_sqlite
def test_a_backup_of_a_newer_version_is_refused(backup: Path, empty_place: dict[str, str]) -> None:
    with sqlite3.connect(backup) as opened:
        opened.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('companies', '0999_x', '2030-01-01')"
        )
    assert_one_line(restore(empty_place, backup), "was migrated by a newer version (companies.0999_x)")


@on_sqlite
def test_a_backup_in_which_something_was_changed_is_refused(backup: Path, empty_place: dict[str, str]) -> None:
    with sqlite3.connect(backup) as opened:
        opened.execute("DROP TRIGGER companies_revision_no_update")
        opened.execute("UPDATE companies_revision SET note = 'forged'")
    assert_one_line(restore(empty_place, backup), "The record is not whole")
    assert left_in(Path(empty_place["DATA_DIR"])) == ["start.lock"]


@on_postgres
def test_a_dump_of_another_program_is_refused(tmp_path: Path, empty_place: dict[str, str]) -> None:
    url = empty_place["DATABASE_URL"]
    subprocess.run(["psql", url, "-qc", "CREATE TABLE songs (title text)"], check=True)
    assert_one_line(restore(empty_place, _dumped(url, tmp_path)), "holds tables (songs): give an empty one")
    subprocess.run(["psql", url, "-qc", "DROP TABLE songs"], check=True)
    assert_one_line(restore(empty_place, tmp_path / "dump"), "is no backup of a record")


def _dumped(url: str, folder: Path) -> Path:
    subprocess.run(["pg_dump", "-Fc", "-f", str(folder / "dump"), url], check=True)
    return folder / "dump"


@on_postgres
def test_a_dump_that_is_not_whole_leaves_the_database_empty(
    backup: Path, empty_place: dict[str, str], tmp_path: Path
) -> None:
    url = empty_place["DATABASE_URL"]
    assert restore(empty_place, backup).returncode == 0
    trigger, (table, _) = next(iter(guard_postgresql.PIECES.items()))
    subprocess.run(["psql", url, "-qc", f"DROP TRIGGER {trigger} ON {table}"], check=True)
    dump = _dumped(url, tmp_path)
    subprocess.run(["psql", url, "-qc", "DROP SCHEMA public CASCADE; CREATE SCHEMA public"], check=True)
    assert_one_line(restore(empty_place, dump), "The record is not whole")
    assert tables_at(url) == 0


@on_sqlite
def test_a_backup_of_an_older_version_is_brought_to_this_one(backup: Path, empty_place: dict[str, str]) -> None:
    older = start(backup.parent, "migrate", "auth", "0011", DATABASE_URL=f"sqlite:///{backup}")
    assert older.returncode == 0, older.stderr
    with closing(sqlite3.connect(backup)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
    assert restore(empty_place, backup).returncode == 0
    assert "No planned migration operations." in start(backup.parent, "migrate", "--plan", **empty_place).stdout


@on_sqlite
def test_a_backup_with_rows_that_point_at_nothing_is_refused(backup: Path, empty_place: dict[str, str]) -> None:
    with closing(sqlite3.connect(backup)) as opened, opened:
        opened.execute("INSERT INTO auth_group_permissions (group_id, permission_id) VALUES (99, 99)")
    assert_one_line(restore(empty_place, backup), f"{backup} is damaged (foreign_key_check: auth_group_permissions)")
    assert left_in(Path(empty_place["DATA_DIR"])) == ["start.lock"]
