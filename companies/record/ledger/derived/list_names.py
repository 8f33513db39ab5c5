"""Which lists of statements are kept, and where a statement stands in them.

A list is named by what it is narrowed to: a path of places, a position, or both one after the other. The list of all
statements has the name "".
"""

import hashlib
from datetime import date
from functools import lru_cache
from itertools import product

from companies.record.ledger.revision import Entry

BEYOND = "~"
"""Above every place in the order of a list."""


def list_name(path: str = "", position: str = "") -> str:
    """Return the name of the list of a place and a position: ``/china/hong-kong/refuses``. A path ends in a slash."""
    return f"{path}{position}"


def lists_of(entry: Entry) -> tuple[str, ...]:
    """Return the names of the lists that hold a statement."""
    return lists_with(entry.jurisdiction_path, entry.position)


@lru_cache(maxsize=10_000)
def lists_with(path: str, position: str) -> tuple[str, ...]:
    """Return the names of the lists that hold statements of a position on laws of a place."""
    return tuple(list_name(above, narrowed) for above, narrowed in product(paths_of(path), ("", position)))


def paths_of(path: str) -> list[str]:
    """Return the paths in which a place lies, from the whole world ("") down to itself."""
    slugs = path.strip("/").split("/") if path else []
    return ["", *(f"/{'/'.join(slugs[:depth])}/" for depth in range(1, len(slugs) + 1))]


def place_text(announced_last: date, announced_precision: int, key: str) -> str:
    """Return where a statement stands in the order of a list: texts that sort as its three columns do."""
    return f"{announced_last.isoformat()}{announced_precision:02}{key}"


def demand_list(demand: str) -> str:
    """Return the name of the list of a demand, which is counted and has no pages: ``?user_data``."""
    return f"?{demand}"


@lru_cache(maxsize=10_000)
def list_number(name: str) -> int:
    """Return the number that a list's counts stand under: the first 63 bits of its name's sha256."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) >> 1
