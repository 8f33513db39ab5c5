"""From A to Z, as readers see it: the one order that names are sorted by on pages, the same on every database."""

import unicodedata


def name_order(name: str) -> tuple[str, str]:
    """Return what names are sorted by: case doesn't count, and a letter with an accent stands as the letter."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)), name
