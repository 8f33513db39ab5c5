"""R19: a database filled from the packs gives the same ledger and the same bytes as one of the other kind.

Each run compares the database it runs on with an SQLite file that another process fills. On PostgreSQL that is the
comparison of the two kinds; on SQLite it shows that a load depends on nothing but the packs and the clock.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract import crawl


@pytest.mark.django_db
def test_the_packs_give_the_same_ledger_and_the_same_bytes_at_every_address(tmp_path: Path) -> None:
    crawl.fill()
    here = crawl.answers()
    there = json.loads(_elsewhere(tmp_path))
    assert crawl.ledger() == there["ledger"]
    assert here.keys() == there["answers"].keys()
    differing = {address: (answer, there["answers"][address]) for address, answer in here.items()}
    assert [address for address, (mine, other) in differing.items() if mine != other] == []
    assert {answer.split()[0] for answer in here.values()} == {"200"}


def _elsewhere(folder: Path) -> bytes:
    """Return what a process of its own answers from a new SQLite file."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'other.sqlite3'}"}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings.test")
    command = [sys.executable, "-m", "tests.contract.crawl"]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout
