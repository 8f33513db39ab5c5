"""The one style sheet: a source file a component in ``static/css/``, joined in this order and served as one.

Nothing is built beforehand: the first request to a process joins them. The address holds a digest of what is served,
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
    "marks",
    "home",
    "timeline",
    "filters",
    "tables",
    "strip",
    "matrix",
    "stance",
    "cite",
    "print",
)
"""Later ones win; ``print`` is last."""

_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_AROUND = re.compile(r"\s*([{};])\s*")
_FOLDER = Path(settings.BASE_DIR) / "static" / "css"


@lru_cache(maxsize=1)
def joined_sheet() -> str:
    """Return the rules of its sources, one after the other, without the comments and spaces that say nothing.

    They are for whoever writes rules: they made a quarter of what a reader waits for.
    """
    written = "".join((_FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in SOURCES)
    sheet = " ".join(_COMMENT.sub("", written).split())
    return _AROUND.sub(r"\1", sheet).replace(": ", ":").replace(", ", ",").replace(";}", "}")


@lru_cache(maxsize=1)
def sheet_digest() -> str:
    """Return what stands in the sheet's address, 12 hexadecimal digits: another sheet has another address."""
    return hashlib.sha256(joined_sheet().encode()).hexdigest()[:12]


def sheet_path() -> str:
    """Return the sheet's address."""
    return reverse("pages:style", args=[sheet_digest()])
