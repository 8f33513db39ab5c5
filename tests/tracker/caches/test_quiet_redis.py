"""The cache in Redis: bytes as they are, and no request that fails because Redis does."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from secrets import token_hex
from threading import Thread
from typing import Any

import pytest
from redis.connection import Connection
from redis.exceptions import ResponseError

from tests.tracker.caches.redis_server import redis_url
from tests.tracker.processes import free_port
from tracker.caches import quiet_redis
from tracker.caches.configuring import ANSWERS, cache_settings
from tracker.caches.quiet_redis import QuietRedisCache


def new_cache(url: str) -> QuietRedisCache:
    params: dict[str, Any] = cache_settings(url, 1)[ANSWERS]
    # Not among what a site has kept there, and gone soon.
    return QuietRedisCache(url, {**params, "KEY_PREFIX": token_hex(8), "TIMEOUT": 60})


def test_bytes_come_back_as_they_were_and_expire() -> None:
    cache, value = new_cache(redis_url()), b'\x00\xff{"a": 1}\n12'
    assert cache.get("a") is None
    assert cache.get("a", b"otherwise") == b"otherwise"
    for kept in (value, b"12", b""):
        cache.set("a", kept)
        assert cache.get("a") == kept
    client = cache._cache.get_client()
    assert client.get(cache.make_key("a")) == b"", "nothing is pickled"
    assert 0 < client.ttl(cache.make_key("a")) <= 60
    cache.delete("a")


@contextmanager
def silent_server() -> Iterator[int]:
    """A port that takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Each time that somebody connects."""
    found: list[float] = []
    connect: Callable[[Connection], None] = Connection.connect

    def counted(self: Connection) -> None:
        found.append(time.monotonic())
        connect(self)

    monkeypatch.setattr(Connection, "connect", counted)
    return found


def test_a_redis_that_is_away_is_asked_once_and_then_after_a_pause(
    tries: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = new_cache(f"redis://127.0.0.1:{free_port()}/0")
    for _ in range(50):
        assert cache.get("a") is None
        cache.set("a", b"one")
    assert len(tries) == 1
    now = time.monotonic() + quiet_redis.PAUSE_SECONDS
    monkeypatch.setattr(quiet_redis, "monotonic", lambda: now)
    threads = [Thread(target=cache.get, args=("a",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tries) == 2, "one tries for all"


def test_a_redis_that_hangs_is_waited_for_once(tries: list[float]) -> None:
    with silent_server() as port:
        cache = new_cache(f"redis://127.0.0.1:{port}/0")
        for _ in range(50):
            assert cache.get("a", b"otherwise") == b"otherwise"
    assert len(tries) == 1


def test_one_that_is_back_is_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = new_cache(redis_url())
    with monkeypatch.context() as away:
        away.setattr(Connection, "connect", lambda *args, **kwargs: (_ for _ in ()).throw(OSError("no route")))
        cache.set("a", b"one")
    cache.set("a", b"one")
    assert cache.get("a") is None, "the pause holds"
    now = time.monotonic() + quiet_redis.PAUSE_SECONDS
    monkeypatch.setattr(quiet_redis, "monotonic", lambda: now)
    cache.set("a", b"one")
    assert cache.get("a") == b"one"
    cache.delete("a")


def test_one_that_is_full_is_still_asked_for_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = new_cache(redis_url())
    cache.set("a", b"one")
    with monkeypatch.context() as full:
        full.setattr(cache._cache, "set", lambda *args: (_ for _ in ()).throw(ResponseError("OOM command not allowed")))
        cache.set("b", b"two")
    assert (cache.get("a"), cache.get("b")) == (b"one", None)
    cache.delete("a")
