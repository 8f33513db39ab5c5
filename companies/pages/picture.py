"""The picture that stands for the site where somebody shares a page: one for all pages, fetched by no reader of ours.

It is drawn from ``docs/images/site-picture.html`` (docs/recipes.md says how). Its address holds a digest of it.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse


@lru_cache(maxsize=1)
def picture() -> bytes:
    """Return the picture, a PNG of 1200 by 630."""
    return (Path(settings.BASE_DIR) / "static" / "site.png").read_bytes()


@lru_cache(maxsize=1)
def picture_digest() -> str:
    """Return what stands in its address, 12 hexadecimal digits: another picture has another address."""
    return hashlib.sha256(picture()).hexdigest()[:12]


def picture_path() -> str:
    """Return its address."""
    return reverse("pages:picture", args=[picture_digest()])
