"""Which lists of statements are kept, and where a statement stands in them.

A list is named by what it is narrowed to: a path of places, a position, or both one after the other. The list of all
statements has the name "".
"""

import hashlib
from collections.abc import Iterator
from itertools import product
from typing import Any

from companies.record.ledger.revision import Entry

BEYOND = "~"
"""Above every place in the order of a list."""


def list_name(path: str = "", position: str = "") -> str:
    """Return the name of the list of a place and a position: ``/china/hong-kong/refuses``. A path ends in a slash."""
    return f"{path}{position}"


def lists_of(entry: Entry) -> Iterator[str]:
    """Yield the names of the lists that hold a statement."""
    for path, position in product(paths_of(entry.jurisdiction_path), ("", entry.position)):
        yield list_name(path, position)


def paths_of(path: str) -> list[str]:
    """Return the paths in which a place lies, from the whole world ("") down to itself."""
    slugs = path.strip("/").split("/") if path else []
    return ["", *(f"/{'/'.join(slugs[:depth])}/" for depth in range(1, len(slugs) + 1))]


def place_of(entry: Entry) -> str:
    """Return where a statement stands in the order of a list: texts that sort as its three columns do."""
    return place_text(entry.announced_last, entry.announced_precision, entry.key)


def place_text(announced_last: Any, announced_precision: Any, key: str) -> str:
    """Return the text of a place. The date and its precision are never null for a statement, which no type can say."""
    return f"{announced_last.isoformat()}{announced_precision:02}{key}"


def begins_of(entry: Entry) -> Any:
    """Return a statement's ``valid_from``, a date that is never null for one, which its type can't say."""
    return entry.valid_from


def demand_list(demand: str) -> str:
    """Return the name of the list of a demand, which is counted and has no pages: ``?user_data``."""
    return f"?{demand}"


def list_number(name: str) -> int:
    """Return the number that a list's counts stand under: the first 63 bits of its name's sha256."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) >> 1
