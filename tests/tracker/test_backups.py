"""R14: a backup is the whole record, private, verified, all or nothing; so is what is restored from it."""

import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from companies.record.ledger import guard, guard_postgresql
from companies.record.ledger.revision import Head
from tests import cast
from tests.crash.databases import new_database
from tests.crash.site import Site
from tests.tracker.test_starting import assert_one_line, start
from tracker.backups import files, postgresql, sqlite
from tracker.backups.files import BackupError

ON_SQLITE = connection.vendor == "sqlite"
on_sqlite = pytest.mark.skipif(not ON_SQLITE, reason="SQLite's files")
on_postgres = pytest.mark.skipif(ON_SQLITE, reason="PostgreSQL's programs")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (ON_SQLITE or shutil.which("pg_dump")), reason="pg_dump is not installed"),
]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a record with one company."""
    cast.company()
    cast.publish_everything()
    file = tmp_path / "kept"
    call_command("backup", str(file))
    return file


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[dict[str, str]]:
    """DATA_DIR and DATABASE_URL of a place with nothing in it."""
    with new_database() as url:
        yield {"DATA_DIR": str(tmp_path / "place"), "DATABASE_URL": url}


def restore(place: dict[str, str], file: Path) -> "subprocess.CompletedProcess[str]":
    """Restore as an operator does."""
    return start(file.parent, "restore", str(file), **place)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


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


def test_it_tells_where_it_is_and_its_head(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(tmp_path / "kept"))
    assert capsys.readouterr().out == f"{tmp_path}/kept holds the whole record, verified. Its head: 0:empty\n"
    assert left_in(tmp_path) == ["kept"]


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("mine")
    with pytest.raises(CommandError, match="is there already, and nothing is ever written over"):
        call_command("backup", str(file))
    assert file.read_text() == "mine"


def test_a_file_that_comes_while_it_is_written_is_kept(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="is there already"), files.new_file(tmp_path / "kept"):
        (tmp_path / "kept").write_text("mine")
    assert (tmp_path / "kept").read_text() == "mine"
    assert left_in(tmp_path) == ["kept"]


def test_a_disk_without_links_takes_a_backup_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*paths: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    with files.new_file(tmp_path / "kept") as partial:
        partial.write_text("whole")
    assert (tmp_path / "kept").read_text() == "whole"
    assert left_in(tmp_path) == ["kept"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="takes no file: No such file"):
        call_command("backup", str(tmp_path / "nowhere" / "kept"))


def test_nothing_is_left_of_a_backup_that_fails(tmp_path: Path) -> None:
    guard.remove()
    try:
        with pytest.raises(CommandError, match="The record is not whole"):
            call_command("backup", str(tmp_path / "kept"))
    finally:
        guard.install()
    assert left_in(tmp_path) == []


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size * 2 // 3)


def _cut_to_a_header(file: Path) -> None:
    os.truncate(file, 50)


def _overwrite(file: Path) -> None:
    """Spoil what a table or a compressed block says, and leave the head of the file as it is."""
    with file.open("r+b") as opened:
        size = file.stat().st_size
        for place in range(size // 4, size, max(size // 40, 1)):
            opened.seek(place)
            opened.write(b"\xff" * 64)


@pytest.mark.parametrize("spoil", [_cut, _cut_to_a_header, _overwrite])
def test_an_incomplete_or_damaged_backup_is_refused_in_one_line(
    backup: Path, empty_place: dict[str, str], spoil: Callable[[Path], None]
) -> None:
    spoil(backup)
    assert_one_line(restore(empty_place, backup), str(backup))
    assert left_in(Path(empty_place["DATA_DIR"])) in ([], ["start.lock"])
    if not ON_SQLITE:
        assert tables_at(empty_place["DATABASE_URL"]) == 0


def tables_at(url: str) -> int:
    """How many tables and functions of its own a PostgreSQL database has."""
    counted = "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'S', 'i') AND relnamespace = 'public'::regnamespace"
    functions = "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    done = subprocess.run(
        ["psql", url, "-At", "-c", f"SELECT ({counted}) + ({functions})"], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


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


@on_sqlite
def test_the_program_looks_at_the_record_again_after_a_backup(tmp_path: Path) -> None:
    name = connection.settings_dict["NAME"]
    sqlite.back_up(tmp_path / "kept")
    assert connection.settings_dict["NAME"] == name
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA database_list").fetchall()[0][2] == str(name)


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


@on_postgres
def test_the_password_is_no_argument_of_a_program() -> None:
    options = {"sslmode": "prefer", "sslpassword": "canary", "options": "-c statement_timeout=1"}
    told = postgresql.address({**connection.settings_dict, "PASSWORD": "canary", "NAME": "a'b", "OPTIONS": options})
    assert "canary" not in told
    assert "statement_timeout" not in told
    assert r"dbname='a\'b'" in told
    assert "sslmode='prefer'" in told


@on_postgres
def test_a_program_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CommandError, match="pg_dump is missing: install it"):
        call_command("backup", str(tmp_path / "kept"))
    assert left_in(tmp_path) == []


@on_sqlite
def test_a_full_disk_takes_no_backup_and_keeps_nothing_of_it(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    Site(place).set_up()
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        assert_one_line(start(place, "backup", str(disk / "kept")), "disk is full")
        assert left_in(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
