"""Django's Redis cache, for values that can be made again: one that is away fails no request and slows hardly any."""

from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry

PAUSE_SECONDS = 5.0
"""For how long a Redis that did not answer is not asked again."""


class BytesAlone:
    """Bytes as they are. Django's serializer pickles, and whoever can write to Redis could then run code here."""

    def dumps(self, value: bytes) -> bytes:
        """Return what is sent to Redis."""
        return value

    def loads(self, value: bytes) -> bytes:
        """Return what came from Redis."""
        return value


class OneClient(RedisCacheClient):
    """Django makes a client for each call, which costs as much as the call; this one goes on with its first."""

    _made: Redis | None = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        """Return the client of the one server."""
        if self._made is None:
            self._made = super().get_client(key, write=write)
        return self._made


class _Pause:
    """Whether a Redis is left alone for now. When a pause ends, one request tries; the rest wait for how it goes."""

    def __init__(self) -> None:
        self._until = 0.0
        self._lock = Lock()

    def holds(self) -> bool:
        if not self._until:
            return False
        with self._lock:
            if monotonic() < self._until:
                return True
            self.begin()
            return False

    def begin(self) -> None:
        self._until = monotonic() + PAUSE_SECONDS

    def end(self) -> None:
        self._until = 0.0


# Django makes an instance for each thread; all of one Redis share what they know of it.
_pauses: dict[str, _Pause] = {}


class QuietRedisCache(RedisCache):
    """Finds nothing and keeps nothing while Redis is away, and asks again later."""

    def __init__(self, server: str, params: Mapping[str, Any]) -> None:
        super().__init__(server, dict(params))
        self._class = OneClient
        # One try alone: a value that is not found is made, which takes less than waiting.
        self._options: dict[str, Any] = {**params.get("OPTIONS", {}), "retry": Retry(NoBackoff(), 0)}
        self._pause = _pauses.setdefault(server, _Pause())

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the bytes under ``key``, or ``default`` where there are none or nobody can say."""
        return self._quietly(lambda: super(QuietRedisCache, self).get(key, default, version), default)

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep bytes under ``key``, where that can be done."""
        self._quietly(lambda: super(QuietRedisCache, self).set(key, value, timeout, version), None)

    def _quietly(self, ask: Callable[[], Any], otherwise: Any) -> Any:
        if self._pause.holds():
            return otherwise
        try:
            answer = ask()
        except ResponseError:
            # It is there and refuses, as one does that is full: what it has may still be asked for.
            return otherwise
        except (RedisError, OSError):
            self._pause.begin()
            return otherwise
        self._pause.end()
        return answer
