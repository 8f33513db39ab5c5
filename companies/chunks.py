"""Keys asked for in bounded queries: no query of ours grows with the rows that it is about.

SQLite takes no more than 32,766 values in a statement, and nests no more than 1,000 deep.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

CHUNK = 500
"""Keys in one query."""


def chunked(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Yield ``items`` in their order, at most ``size`` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
