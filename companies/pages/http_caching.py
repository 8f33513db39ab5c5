"""How long a page may be kept: ETag, Last-Modified, Cache-Control, and 304 before a document is read.

An ETag is strong and made from what decides the bytes: the templates and the sheet of this release, the address, the
state of the record, and today's date where no day was asked, since what is in force depends on it.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language

from companies.pages.style import sheet_digest
from companies.record.reading.snapshot import Snapshot

SETTLED_FOR = 24 * 60 * 60
"""A settled page keeps its facts for ever; the day lets a new release mend its looks."""

_PAGES = Path(__file__).parent


def not_modified(request: HttpRequest, snapshot: Snapshot, *, narrowed: bool) -> HttpResponse | None:
    """Return the 304 (or 412) that the reader's conditions ask for, or None."""
    if narrowed:
        return None
    response = HttpResponse()
    mark(response, request, snapshot, narrowed=narrowed)
    conditional = get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=int(snapshot.instant.timestamp()) if snapshot.instant and snapshot.valid_on else None,
        response=response,
    )
    return conditional if isinstance(conditional, HttpResponse) and conditional.status_code != 200 else None


def mark(response: HttpResponse, request: HttpRequest, snapshot: Snapshot, *, narrowed: bool) -> None:
    """Put the headers on ``response``."""
    if snapshot.past or narrowed:
        response["X-Robots-Tag"] = "noindex"
    if narrowed:
        response["Cache-Control"] = "no-store"
        return
    if response.status_code == 200:
        response["ETag"] = f'"{_digest(request, snapshot)}"'
        if snapshot.instant is not None:
            response["Last-Modified"] = http_date(snapshot.instant.timestamp())
    response["Cache-Control"] = f"public, max-age={SETTLED_FOR}, immutable" if snapshot.settled else "public, no-cache"


def _digest(request: HttpRequest, snapshot: Snapshot) -> str:
    parts = (
        release_digest(),
        sheet_digest(),
        settings.SITE_URL,
        settings.SITE_NAME,
        get_language() or "",
        request.get_full_path(),
        snapshot.ledger,
        "" if snapshot.valid_on else snapshot.today.isoformat(),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def release_digest() -> str:
    """Return a digest of the templates and the code that fills them: another release, another page."""
    digest = hashlib.sha256()
    for file in files_of_a_release():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def files_of_a_release() -> list[Path]:
    """Return every file that decides what a page says: templates, pages, the record, and what stands beside them."""
    code = _PAGES.parent
    folders = [code / name for name in ("pages", "record", "templatetags")]
    found = [*code.glob("*.py"), *(file for folder in folders for file in folder.rglob("*.py"))]
    return sorted([*found, *(Path(settings.BASE_DIR) / "templates").rglob("*.html")])
