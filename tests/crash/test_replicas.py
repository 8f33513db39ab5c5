"""The drill on several machines, on one: whatever lags, dies or is promoted, nothing wrong is answered (decision 044).

Readers go from address to address meanwhile. None of them sees an older head than they have seen, and each answer of
the API is what a fresh computation says of the instant that it told.
"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import FULL
from tests.crash.cluster import programs
from tests.crash.editor import Editor
from tests.crash.machines import Machines, machines
from tests.crash.reader import Answer, Reader, differences, fetch
from tests.crash.redis import INSTALLED as REDIS
from tests.deploy.proxies import PROXIES, program
from tests.deploy.slow_sockets import dripping
from tracker.routing.newest_shown import REST_SECONDS

SECONDS = 20 if FULL else 2
READERS = 6 if FULL else 3
LAG = 75 if FULL else 0
"""With all tests the replica lags for longer than the minute after which an instant may count as settled."""
POSTGRES = programs()
PROXY = next((name for name in PROXIES if program(name)), None)
LIST = "/api/v1/companies/?ordering=-recorded_at"

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replicas"),
    pytest.mark.skipif(POSTGRES is None, reason="no PostgreSQL server is installed here that could be started"),
    pytest.mark.skipif(REDIS is None, reason="no Redis server is installed here that could be started"),
    pytest.mark.skipif(PROXY is None, reason="neither nginx nor Caddy is installed here"),
]


def test_nothing_wrong_is_answered_on_several_machines(tmp_path: Path) -> None:
    assert POSTGRES
    assert PROXY
    with machines(tmp_path, POSTGRES, PROXY) as all_of_it:
        drill = Drill(all_of_it)
        drill.in_step()
        drill.lagging()
        drill.replica_killed()
        drill.redis_killed()
        drill.primary_killed_and_replica_promoted()


class Drill:
    """The scenes, in their order, and the readers who see all of them."""

    def __init__(self, all_of_it: Machines) -> None:
        self._all = all_of_it
        self._readers = [Reader(all_of_it.address, seed) for seed in range(READERS)]
        self._kept: list[Answer] = []

    def in_step(self) -> None:
        """An editor publishes through the proxy, many drip, and the replica is what is read."""
        before = self._all.reads_of_replica()
        editor = Editor(self._all.address, "editor", self._all.password)
        editor.log_in()
        with dripping(self._all.port), self._reading():
            for number in range(2 if not FULL else 20):
                slug = f"step-{number}"
                assert (editor.enter(slug), editor.publish(slug)) == (302, 302)
                # Whoever has published sees it, wherever they look.
                assert fetch(self._all.address, f"/api/v1/companies/{slug}/").status == 200
        self._check({200, 304})
        for _ in range(100):  # a server counts with some delay
            if self._all.reads_of_replica() > before:
                return
            time.sleep(0.1)
        raise AssertionError("the replica was not read")

    def lagging(self) -> None:
        """The replica stands still: it answers until somebody has seen more, and never what it can't know."""
        self._all.wait_for_replica()
        self._all.replica.ask("SELECT pg_wal_replay_pause()")
        old = fetch(self._all.address, LIST)
        new_head = self._all.publish("behind")
        published = datetime.now(UTC)
        # Nobody has seen it: the replica's state is as good as any, and is told as what it is.
        assert fetch(self._all.address, LIST).head == old.head
        # What the replica can't know is the primary's, and that has been seen from then on.
        known_at = published.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        with_clock = fetch(self._all.address, f"{LIST}&known_at={known_at}", clocked=True)
        assert with_clock.head == new_head
        assert not with_clock.immutable
        assert [fetch(self._all.address, LIST).head for _ in range(8)] == [new_head] * 8
        assert fetch(self._all.address, f"{LIST}&min_head={new_head}").head == new_head
        newer = self._all.publish("further-behind")
        assert fetch(self._all.address, f"{LIST}&min_head={newer}").head == newer
        assert fetch(self._all.address, f"{LIST}&min_head={newer + 1}").status == 400
        time.sleep(LAG)
        with self._reading():
            self._all.publish("furthest-behind")
        self._kept += [old, with_clock]
        self._check({200, 304})
        self._all.replica.ask("SELECT pg_wal_replay_resume()")
        self._all.wait_for_replica()

    def replica_killed(self) -> None:
        """Nobody notices: the primary answers, and the replica again when it is back."""
        with self._reading():
            self._all.replica.stop_at_once()
            self._all.publish("alone")
            self._all.replica.start()
        self._check({200, 304})
        self._all.wait_for_replica()

    def redis_killed(self) -> None:
        """Nobody can tell what was shown: the primary answers."""
        with self._reading():
            self._all.redis.stop()
            self._all.publish("forgotten")
            self._all.redis.start()
        self._check({200, 304})
        time.sleep(REST_SECONDS)
        for _ in self._all.sites:  # each has the primary asked once, and the replicas from then on
            assert fetch(self._all.address, LIST).status == 200

    def primary_killed_and_replica_promoted(self) -> None:
        """Reading goes on, but for what only the primary could know; then the replica is the primary."""
        self._all.wait_for_replica()
        newest = fetch(self._all.address, LIST).head
        head = self._all.primary.ask("SELECT seq || ':' || ledger FROM companies_head")
        with self._reading():
            self._all.primary.stop_at_once()
            for _ in range(5):
                assert fetch(self._all.address, f"{LIST}&min_head={newest}").head == newest
            assert fetch(self._all.address, f"{LIST}&min_head={newest + 1}").status == 503
        self._all.replica.promote()
        self._all.use_primary(self._all.replica)
        self._check({200, 304, 503})
        assert "The record is whole" in self._all.judge.manage("verify_record", "--expect", head)
        editor = Editor(self._all.address, "editor", self._all.password)
        editor.log_in()
        assert (editor.enter("after"), editor.publish("after")) == (302, 302)
        with self._reading():
            pass
        self._check({200, 304})

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Have all readers read while inside, and some seconds at least."""
        over = threading.Event()
        until = datetime.now(UTC) + timedelta(seconds=SECONDS)

        def read(reader: Reader) -> None:
            while not over.is_set() or datetime.now(UTC) < until:
                reader.step()

        with ThreadPoolExecutor(READERS) as pool:
            jobs = [pool.submit(read, reader) for reader in self._readers]
            try:
                yield
            finally:
                over.set()
        for job in jobs:
            job.result()

    def _check(self, statuses: set[int]) -> None:
        """Check what was answered since the last time, and once more all that was said to stay for ever."""
        answers = [answer for reader in self._readers for answer in reader.answers]
        assert len(answers) > READERS
        # What was not known yet at an instant is not there; whether that is so, the judge says.
        assert {answer.status for answer in answers if not (answer.clocked and answer.status == 404)} <= statuses
        assert [path for reader in self._readers for path in reader.went_back] == []
        assert differences(self._all.judge.address, answers + self._kept) == []
        self._kept = [answer for answer in answers + self._kept if answer.immutable]
        for reader in self._readers:
            reader.answers.clear()
