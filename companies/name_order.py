"""From A to Z, as readers see it: the one order that names are sorted by on pages and in lists, on every database."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

LONGEST_SORT_NAME = 100
"""Characters of a name that are compared; longer ones that begin alike stand by their slugs."""

_BEGINNING = re.compile(r"^\W+")
_NAMES = {"company": "name", "jurisdiction": "name", "law": "short_name", "source": "title"}
"""By kind: the key of a document that readers know its row by, in lists from A to Z."""


def name_order(name: str) -> tuple[str, str]:
    """Return what names are sorted by: case doesn't count, and a letter with an accent stands as the letter."""
    return _plain(name), name


def sort_name(kind: str, document: Mapping[str, Any]) -> str:
    """Return what a row of ``kind`` is sorted by in lists from A to Z; blank for a kind without names."""
    return _plain(document[_NAMES[kind]])[:LONGEST_SORT_NAME] if kind in _NAMES else ""


def _plain(name: str) -> str:
    """Return a name without case, accents, and the quotation mark or bracket that it begins with."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BEGINNING.sub("", plain) or plain
