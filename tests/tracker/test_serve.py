"""The one command of an operator: `bin/serve` on an empty folder, and again on a full one."""

import json
import signal
import stat
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.tracker.processes import environment, free_port

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="serves a file of its own")


@contextmanager
def _serving(folder: Path, port: int) -> Iterator[str]:
    """`bin/serve` until it says that it serves; what it said until then."""
    process = subprocess.Popen(
        ["bin/serve"],
        cwd=settings.BASE_DIR,
        env=environment(HOME=str(folder), PORT=str(port), DATA_DIR=str(folder)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if line.startswith("Serving "):
                break
        else:
            raise AssertionError("bin/serve stopped: " + "".join(said))
        yield "".join(said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)
        process.stdout.close()


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310
        body: bytes = response.read()
        return body


def test_it_sets_up_a_site_once_and_then_only_serves(tmp_path: Path) -> None:
    port = free_port()
    with _serving(tmp_path, port) as said:
        stances = json.loads(_get(f"http://127.0.0.1:{port}/api/v1/stances/?count=true"))
        home = _get(f"http://127.0.0.1:{port}/")
    assert stances["count"] == _statements_of_the_packs()
    assert b"<main" in home
    assert "Migrating the database" in said
    assert "Password:" in said
    key = tmp_path / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) >= 50

    with _serving(tmp_path, port) as said:
        assert _get(f"http://127.0.0.1:{port}/") == home
    assert said == f"Serving http://127.0.0.1:{port}/  (editors: http://127.0.0.1:{port}/admin/)\n"


def _statements_of_the_packs() -> int:
    files = (settings.BASE_DIR / "data").glob("*/stances.jsonl")
    return sum(len(file.read_text().splitlines()) for file in files)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL begins with 'mysql'"),
        ({"DATA_DIR": "/proc/nowhere"}, "can't be"),
        ({"PORT": "eighty"}, "PORT"),
        ({"SITE_URL": "record.example"}, "SITE_URL must be"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak"),
    ],
)
def test_what_is_wrong_is_told_in_the_last_line(wrong: dict[str, str], says: str, tmp_path: Path) -> None:
    result = subprocess.run(
        ["bin/serve"],
        cwd=settings.BASE_DIR,
        env=environment(**{"HOME": str(tmp_path), "DATA_DIR": str(tmp_path), **wrong}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode != 0
    assert says in result.stderr.strip().splitlines()[-1]
    assert "Traceback" not in result.stderr
