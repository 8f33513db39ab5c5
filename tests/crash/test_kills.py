"""The whole app is killed under load: what it had acknowledged is there, the ledger is whole, the site serves (R02)."""

import json
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import FULL
from tests.crash.checks import check_record
from tests.crash.editor import Editor
from tests.crash.site import PACK, Site

ON_SQLITE = connection.vendor == "sqlite"
KILLS = (30 if FULL else 3) if ON_SQLITE else (10 if FULL else 1)
EDITORS = 3
ROWS_OF_A_LOAD = 60
MOST_SECONDS = 2.5
"""How long the site may work before it is killed."""


@pytest.fixture
def database_url() -> Iterator[str]:
    """A database of the test's own: blank for SQLite's file in the site's folder."""
    if ON_SQLITE:
        yield ""
        return
    server = connection.settings_dict
    name = f"crash_{time.time_ns()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    yield f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def site(tmp_path: Path, database_url: str) -> Iterator[Site]:
    """A site that is gone after the test."""
    made = Site(tmp_path, database_url)
    yield made
    made.kill()


@pytest.mark.django_db
def test_a_killed_site_has_all_that_it_acknowledged(
    site: Site, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    password = site.set_up()
    chance = random.Random(0)  # noqa: S311
    saved: list[str] = []
    published: list[str] = []
    for number in range(KILLS):
        site.start()
        editors = [Editor(site.address, "editor", password) for _ in range(EDITORS)]
        for editor in editors:
            editor.log_in()
        load = _begin_load(site, tmp_path, number)
        with ThreadPoolExecutor(EDITORS) as pool:
            for at, editor in enumerate(editors):
                pool.submit(editor.work, f"kill-{number}-editor-{at}")
            _kill(site, number, chance)
            load.send_signal(signal.SIGKILL)
        load.wait()
        saved += (slug for editor in editors for slug in editor.saved)
        published += (slug for editor in editors for slug in editor.published)
        _check(site, saved, published)
        site.manage("load_pack", str(_pack(tmp_path, number)), "--publish")
        published += (f"load-{number}-{row:03}" for row in range(ROWS_OF_A_LOAD))
    _check(site, saved, published)
    assert len(saved) > KILLS
    record_property("kills", KILLS)
    record_property("acts acknowledged", len(saved) + len(published))


def _kill(site: Site, number: int, chance: random.Random) -> None:
    """Let the site work for a while, kill a worker or the master, and in the end all of it."""
    time.sleep(chance.uniform(0.3, MOST_SECONDS))
    if number % 3 == 1:
        site.kill_worker()
        time.sleep(chance.uniform(0.1, 1))
    if number % 3 == 2:
        site.kill_master()
        time.sleep(chance.uniform(0.1, 1))
    site.kill()


def _begin_load(site: Site, folder: Path, number: int) -> subprocess.Popen[bytes]:
    return site.begin("load_pack", str(_pack(folder, number)), "--publish")


def _pack(folder: Path, number: int) -> Path:
    """A pack of new companies, made once."""
    pack = folder / f"pack-{number}"
    if not pack.exists():
        pack.mkdir()
        for file in PACK.glob("*.jsonl"):
            (pack / file.name).touch()
        rows = [
            {"slug": f"load-{number}-{row:03}", "name": f"Load {row}", "kind": "company", "summary": "It makes anvils."}
            for row in range(ROWS_OF_A_LOAD)
        ]
        (pack / "companies.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return pack


def _check(site: Site, saved: list[str], published: list[str]) -> None:
    """All that was acknowledged is there, and a load is there whole or not at all."""
    at_desk = check_record(site, saved, published)
    assert sum(slug.startswith("load-") for slug in at_desk) % ROWS_OF_A_LOAD == 0, "a load was half-written"
