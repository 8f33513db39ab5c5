"""What a slug or key looks like: lower-case ASCII words joined by a hyphen (data/FORMAT.md)."""

from anyascii import anyascii
from django.utils.text import slugify

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""For JSON Schema, for PostgreSQL and for Python, where :func:`re.fullmatch` is to be used."""
LONGEST_SLUG = 80
LONGEST_COMPANY_PART = 30
"""Characters of a company's slug in those of its stances: a law, the longest demand and a day must fit beside it."""


def slug_of(*words: str) -> str:
    """Return the words as a slug of any length, letters of other scripts in ASCII; blank where none can be told."""
    return slugify(anyascii(" ".join(words)).replace("_", " "))


def cut_slug(slug: str, room: int) -> str:
    """Return as many whole words of a slug as fit in ``room`` characters; the first word is cut where it is longer."""
    if len(slug) <= room:
        return slug
    return slug[: room + 1].rpartition("-")[0] or slug[:room]
