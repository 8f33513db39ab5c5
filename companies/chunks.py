"""Keys asked for in bounded queries: no query of ours grows with the rows that it is about.

SQLite takes no more than 32,766 values in a statement, and nests no more than 1,000 deep.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

CHUNK = 500
"""Keys in one query."""


def chunked(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Yield ``items`` in their order, at most ``size`` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def taken(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Yield the same of items that are made as they are taken, so that no more than ``size`` are held."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
