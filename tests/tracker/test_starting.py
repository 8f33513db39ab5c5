"""A start that fails says in one line what is wrong and what to do; what it makes is read by nobody else."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.crash.site import Site
from tests.tracker.processes import environment, free_port

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="starts on a file of its own")

KEY = "x1y2z3" * 10


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The DATA_DIR of a site that has been started once."""
    folder = tmp_path_factory.mktemp("prepared")
    Site(folder).set_up()
    return folder


@pytest.fixture
def place(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(prepared, tmp_path / "place"))


def start(folder: Path, *command: str, **given: str) -> "subprocess.CompletedProcess[str]":
    """Prepare the site in ``folder``, or run another command of its, as an operator would."""
    values = {"HOME": str(folder), "PORT": str(free_port()), "DATA_DIR": str(folder), "SECRET_KEY": KEY}
    values["DJANGO_SETTINGS_MODULE"] = "tracker.settings.production"
    return subprocess.run(
        [sys.executable, "manage.py", *(command or ("prepare_site",))],
        cwd=settings.BASE_DIR,
        env=environment(**(values | given)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def assert_one_line(done: "subprocess.CompletedProcess[str]", says: str) -> None:
    assert done.returncode != 0
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert says in lines[0]


def _nothing(folder: Path) -> None:
    pass


def _damaged(folder: Path) -> None:
    (folder / "record.sqlite3").write_bytes(b"not a database at all" * 500)


def _truncated(folder: Path) -> None:
    file = folder / "record.sqlite3"
    os.truncate(file, file.stat().st_size // 3)


def _empty(folder: Path) -> None:
    for file in folder.glob("record.sqlite3*"):
        file.unlink()
    (folder / "record.sqlite3").touch()


def _gone(folder: Path) -> None:
    for file in folder.glob("record.sqlite3*"):
        file.unlink()


def _foreign(folder: Path) -> None:
    _gone(folder)
    with sqlite3.connect(folder / "record.sqlite3") as other:
        other.execute("CREATE TABLE songs (title TEXT)")


def _newer(folder: Path) -> None:
    with sqlite3.connect(folder / "record.sqlite3") as opened:
        opened.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('companies', '0999_x', '2030-01-01')"
        )


def _binary_key(folder: Path) -> None:
    (folder / "secret-key").write_bytes(bytes(range(128, 256)))


FAULTS: dict[str, tuple[Callable[[Path], None], dict[str, str], str]] = {
    "a damaged file": (_damaged, {}, "is damaged, or is none of SQLite's"),
    "a truncated file": (_truncated, {}, "is damaged, or is none of SQLite's"),
    "an empty file beside a used key": (_empty, {}, "is empty, and there was one: put a backup in its place"),
    "no file beside a used key": (_gone, {}, "is gone, and there was one: put a backup in its place"),
    "another program's tables": (_foreign, {}, "holds tables of another program (songs): give an empty one"),
    "a newer version's tables": (_newer, {}, "was migrated by a newer version (companies.0999_x)"),
    "a binary key": (_binary_key, {"SECRET_KEY": ""}, "is no text"),
    "a port too large": (_nothing, {"PORT": "80000"}, "it must be a number from 1 to 65535"),
    "port 0": (_nothing, {"PORT": "0"}, "it must be a number from 1 to 65535"),
    "an unknown option": (_nothing, {"DATABASE_URL": "postgres://a@b/c?sslmod=on"}, "is not known: sslmod; known are"),
    "an option of SQLite": (_nothing, {"DATABASE_URL": "sqlite:///x?mode=ro"}, "takes no options"),
    "a folder instead": (_nothing, {"DATABASE_URL": "sqlite:////proc"}, "can’t be reached"),
    "a folder that is not there": (_nothing, {"DATABASE_URL": "sqlite:////nowhere/x"}, "can’t be reached"),
    "no server": (_nothing, {"DATABASE_URL": "postgres://a@127.0.0.1:1/c"}, "can’t be reached"),
    "a folder of everybody": (_nothing, {"DATA_DIR": "/tmp"}, "must be a folder of its own"),  # noqa: S108
}


@pytest.mark.parametrize(("spoil", "given", "says"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_is_told_in_one_line(
    place: Path, spoil: Callable[[Path], None], given: dict[str, str], says: str
) -> None:
    spoil(place)
    assert_one_line(start(place, **given), says)


def test_a_damaged_file_is_left_as_it_is(place: Path) -> None:
    _damaged(place)
    before = (place / "record.sqlite3").read_bytes()
    start(place)
    assert (place / "record.sqlite3").read_bytes() == before


@pytest.mark.parametrize("command", ["verify_record", "export_pack", "load_pack", "rebuild_entries", "make_editor"])
def test_a_command_on_a_database_without_tables_says_what_is_missing(tmp_path: Path, command: str) -> None:
    extra = {"export_pack": [str(tmp_path / "out")], "load_pack": ["tests/desk/pack/packs/bay"]}.get(command, [])
    assert_one_line(start(tmp_path, command, *extra), "run manage.py migrate")


def test_an_output_that_knows_only_ascii_gets_other_letters_by_their_codes(place: Path) -> None:
    done = start(place, "load_pack", "data/hong-kong", "--dry-run", "-v", "2", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    static = place / "static" / ".collected"
    static.write_text("old")
    done = start(place, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "Collecting static files \\u2026" in done.stdout


def test_what_a_site_makes_is_read_by_nobody_else(prepared: Path) -> None:
    assert stat.S_IMODE(prepared.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in prepared.iterdir()}
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}


@pytest.mark.parametrize("name", ["record.sqlite3", "secret-key", "last-known"])
def test_what_others_could_read_is_taken_from_them_at_the_next_start(place: Path, name: str) -> None:
    (place / name).touch()
    (place / name).chmod(0o644)
    place.chmod(0o755)
    assert start(place).returncode == 0
    assert stat.S_IMODE((place / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_record_in_another_folder_is_private_too_and_its_folder_is_left(prepared: Path, tmp_path: Path) -> None:
    elsewhere, place = tmp_path / "elsewhere", tmp_path / "place"
    elsewhere.mkdir(mode=0o755)
    place.mkdir()
    shutil.copy(prepared / "record.sqlite3", elsewhere / "own.sqlite3")
    (elsewhere / "own.sqlite3").chmod(0o666)
    done = start(place, DATABASE_URL=f"sqlite:///{elsewhere}/own.sqlite3")
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE((elsewhere / "own.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755


def test_of_two_starts_on_one_fresh_place_the_second_waits_and_both_go_on(tmp_path: Path) -> None:
    done: list[subprocess.CompletedProcess[str]] = []
    threads = [threading.Thread(target=lambda: done.append(start(tmp_path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
    said = [each.stdout for each in done]
    assert sum("Password:" in each for each in said) == 1
    assert sum("Loading the data packs" in each for each in said) == 1
    assert sum("Another start is preparing this site" in each for each in said) == 1
