"""The newest head that was shown is one number for all processes, which Redis keeps (decision 044)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.redis import INSTALLED, RedisServer, redis_server
from tracker.routing.newest_shown import REST_SECONDS, NewestShown

pytestmark = pytest.mark.skipif(INSTALLED is None, reason="no Redis server is installed here that could be started")

SITE = "https://record.example"


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A running Redis of this test's own."""
    with redis_server(tmp_path) as started:
        yield started


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Redis that was away is asked again at once."""
    monkeypatch.setattr("tracker.routing.newest_shown.REST_SECONDS", 0)


def _two(redis: RedisServer) -> tuple[NewestShown, NewestShown]:
    return NewestShown(redis.url, SITE), NewestShown(redis.url, SITE)


def test_at_first_nobody_can_tell_until_the_primary_was_asked(redis: RedisServer) -> None:
    one, other = _two(redis)
    assert one.head() is None
    one.note(4, from_primary=False)
    assert (one.head(), other.head()) == (None, None)
    one.note(5, from_primary=True)
    assert (one.head(), other.head()) == (5, 5)


def test_it_is_only_ever_raised_whoever_shows_what(redis: RedisServer) -> None:
    one, other = _two(redis)
    one.note(5, from_primary=True)
    for head, from_primary in ((3, True), (7, False), (6, True), (2, False)):
        other.note(head, from_primary=from_primary)
    assert (one.head(), other.head()) == (7, 7)


def test_another_site_in_the_same_redis_has_its_own(redis: RedisServer) -> None:
    NewestShown(redis.url, SITE).note(5, from_primary=True)
    assert NewestShown(redis.url, "https://other.example").head() is None


@pytest.mark.usefixtures("later")
def test_a_redis_that_has_forgotten_learns_it_from_the_primary_alone(redis: RedisServer) -> None:
    one, other = _two(redis)
    one.note(5, from_primary=True)
    redis.stop()
    assert one.head() is None
    one.note(6, from_primary=True)
    redis.start()
    assert (one.head(), other.head()) == (None, None)
    one.note(6, from_primary=False)
    assert other.head() is None
    one.note(6, from_primary=True)
    assert other.head() == 6


@pytest.mark.usefixtures("later")
def test_what_this_process_has_shown_it_remembers_itself(redis: RedisServer) -> None:
    one, other = _two(redis)
    one.note(5, from_primary=True)
    redis.stop()
    one.note(9, from_primary=True)
    redis.start()
    other.note(5, from_primary=True)
    assert other.head() == 5
    assert one.head() == 9


def test_one_that_is_away_is_not_asked_at_each_request(redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("tracker.routing.newest_shown.time.monotonic", lambda: now)
    one, other = _two(redis)
    other.note(5, from_primary=True)
    redis.stop()
    assert one.head() is None
    redis.start()
    other.note(6, from_primary=True)
    assert one.head() is None
    now += REST_SECONDS
    assert one.head() == 6
