"""The one style sheet: a source file a component in ``static/css/``, joined in this order and served as one.

Nothing is built beforehand: the first answer of a process joins them. The address holds a digest of what is served,
so browsers may keep it for ever.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse

SOURCES = (
    "tokens",
    "text",
    "frame",
    "position",
    "timeline",
    "filters",
    "tables",
    "matrix",
    "evidence",
    "print",
)
"""Later ones win; ``print`` is last."""

_FOLDER = Path(settings.BASE_DIR) / "static" / "css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_AROUND_SIGNS = re.compile(r" ?([{};,>]) ?")


@lru_cache(maxsize=1)
def joined_sheet() -> str:
    """Return the sheet without comments and blanks."""
    return "".join(_shortened((_FOLDER / f"{name}.css").read_text(encoding="utf-8")) for name in SOURCES)


@lru_cache(maxsize=1)
def sheet_digest() -> str:
    """Return what the sheet's address is told apart by."""
    return hashlib.sha256(joined_sheet().encode()).hexdigest()[:12]


def sheet_path() -> str:
    """Return the sheet's address."""
    return reverse("pages:style", args=[sheet_digest()])


def _shortened(source: str) -> str:
    """Leave out comments and what blanks the grammar does not need; strings of our sources hold none of its signs."""
    text = _BLANKS.sub(" ", _COMMENT.sub("", source)).strip()
    return _AROUND_SIGNS.sub(r"\1", text).replace(": ", ":").replace(";}", "}")
