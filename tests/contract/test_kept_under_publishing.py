"""A07: what is kept is right while others publish: every answer is the one that is made anew at the same head."""

import json
import os
import subprocess
import sys
from pathlib import Path
from secrets import token_hex

import pytest
from django.conf import settings

from tests.conftest import FULL
from tests.crash.databases import new_database
from tests.tracker.caches.redis_server import redis_url

READERS, READS = 2, 50_000 if FULL else 60
PUBLISHERS, SETS = ("first", "second"), 500 if FULL else 8
PAUSE = 1.5 if FULL else 0.05


@pytest.mark.django_db
@pytest.mark.parametrize("kept_in", ["memory", "redis"])
def test_every_answer_is_the_one_that_is_made_anew_while_two_processes_publish(kept_in: str, tmp_path: Path) -> None:
    with new_database() as url:
        environment = {
            **os.environ,
            "DATABASE_URL": url or f"sqlite:///{tmp_path / 'live.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "tracker.settings.test",
            "REDIS_URL": redis_url() if kept_in == "redis" else "",
            "STORE": token_hex(8),
        }
        _run(environment, "prepare").communicate()
        done = tmp_path / "done"
        readers = [_run(environment, "read", str(number), str(READS), str(done)) for number in range(READERS)]
        for reader in readers:
            assert reader.stdout
            assert reader.stdout.readline() == b"reading\n"
        publishers = [_run(environment, "publish", name, str(SETS), str(PAUSE)) for name in PUBLISHERS]
        for publisher in publishers:
            publisher.communicate()
        done.touch()
        found = [json.loads(reader.communicate()[0]) for reader in readers]
    assert [done.returncode for done in (*publishers, *readers)] == [0] * (len(PUBLISHERS) + READERS)
    assert [reader["differing"] for reader in found] == [[]] * READERS
    assert all(reader["found"] > 0 for reader in found), "something was kept"
    assert all(reader["heads"] > 1 for reader in found), "something was published meanwhile"


def _run(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.contract.live_record", *arguments]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE)
