"""A cache in this process's memory that is bounded in bytes.

Django's own LocMemCache counts entries, of which one may be a kilobyte or a megabyte, and pickles what it is given.
"""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

ENTRY_BYTES = 300
"""What an entry takes beside its key and its value: two objects, and its place among the others."""


class _Shelf:
    """Values by key, the one that was asked for last at the end; what has waited longest goes first."""

    def __init__(self) -> None:
        self.values: OrderedDict[str, bytes] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def take(self, key: str) -> bytes | None:
        with self.lock:
            value = self.values.get(key)
            if value is not None:
                self.values.move_to_end(key)
            return value

    def put(self, key: str, value: bytes, most_bytes: int) -> None:
        with self.lock:
            self.drop(key)
            self.values[key] = value
            self.size += _size(key, value)
            while self.size > most_bytes:
                self.size -= _size(*self.values.popitem(last=False))

    def drop(self, key: str) -> bool:
        """Forget a key; the lock is the caller's."""
        value = self.values.pop(key, None)
        if value is None:
            return False
        self.size -= _size(key, value)
        return True


# Django makes an instance for each thread; all of one name share a shelf, as in its LocMemCache.
_shelves: dict[str, _Shelf] = {}


class MemoryCache(BaseCache):
    """Holds bytes under texts, at most ``OPTIONS["most_bytes"]`` of them in this process.

    ``timeout`` is not looked at: whoever uses it keeps under a key what is true for as long as the key is asked for.
    """

    def __init__(self, name: str, params: Mapping[str, Any]) -> None:
        super().__init__(dict(params))
        self._most_bytes: int = params["OPTIONS"]["most_bytes"]
        self._shelf = _shelves.setdefault(name, _Shelf())

    @property
    def size(self) -> int:
        """The bytes that are taken."""
        return self._shelf.size

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the bytes under ``key``."""
        value = self._shelf.take(self.make_key(key, version))
        return default if value is None else value

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep bytes under ``key``; what has not been asked for longest makes room."""
        self._shelf.put(self.make_key(key, version), value, self._most_bytes)

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep bytes under ``key`` where there are none yet."""
        if self.has_key(key, version):
            return False
        self.set(key, value, timeout, version)
        return True

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Ask for ``key``, so that it stays longer."""
        return self.has_key(key, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget ``key``."""
        with self._shelf.lock:
            return self._shelf.drop(self.make_key(key, version))

    def clear(self) -> None:
        """Forget all."""
        with self._shelf.lock:
            self._shelf.values.clear()
            self._shelf.size = 0


def _size(key: str, value: bytes) -> int:
    return len(key) + len(value) + ENTRY_BYTES
