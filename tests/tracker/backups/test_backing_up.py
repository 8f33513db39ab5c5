"""R14: a backup is the whole record in a new private file, verified, or there is none."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from companies.record.ledger import guard
from tests.tracker.backups.places import left_in, on_postgres, on_real_database, on_sqlite
from tracker.backups import files, postgresql, sqlite
from tracker.backups.files import BackupError

pytestmark = on_real_database


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


@on_sqlite
def test_the_program_looks_at_the_record_again_after_a_backup(tmp_path: Path) -> None:
    name = connection.settings_dict["NAME"]
    sqlite.back_up(tmp_path / "kept")
    assert connection.settings_dict["NAME"] == name
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA database_list").fetchall()[0][2] == str(name)


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
