"""How long a page may be kept: ETag, Last-Modified, Cache-Control, and 304 before a document is read.

An ETag is strong and made from what decides the bytes: the templates and the sheet of this release, the address, the
state of the record, and today's date where no day was asked, since what is in force depends on it.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import get_language

from companies.conditional import PRECONDITION_FAILED, failed_condition, holds, not_modified
from companies.etags import etag_at
from companies.pages.style import sheet_digest
from companies.record.reading.snapshot import Snapshot

SETTLED_FOR = 24 * 60 * 60
"""A settled page keeps its facts for ever; the day lets a new release mend its looks."""

_PAGES = Path(__file__).parent


def unchanged_copy(request: HttpRequest, snapshot: Snapshot, *, narrowed: bool) -> HttpResponse | None:
    """Return the 304 for a reader who holds the page that would be answered, or None; reads no document."""
    if narrowed:
        return None
    response = HttpResponse()
    mark(response, request, snapshot, narrowed=narrowed)
    return not_modified(response) if holds(request, response["ETag"]) else None


def conditional(request: HttpRequest, response: HttpResponse, snapshot: Snapshot) -> HttpResponse:
    """Return a page, or what a failed condition of the request asks for."""
    if response.status_code != 200 or not response.has_header("ETag"):
        return response
    failed = failed_condition(request, response["ETag"], snapshot.instant)
    if failed == PRECONDITION_FAILED:
        return HttpResponse(status=PRECONDITION_FAILED)
    return not_modified(response) if failed else response


def mark(response: HttpResponse, request: HttpRequest, snapshot: Snapshot, *, narrowed: bool) -> None:
    """Put the headers on ``response``."""
    if snapshot.past or narrowed:
        response["X-Robots-Tag"] = "noindex"
    if narrowed:
        response["Cache-Control"] = "no-store"
        return
    if response.status_code == 200:
        response["ETag"] = etag_at(snapshot.head, _digest(request, snapshot))
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
    """Return every file that decides what a page says: templates, pages, API, the record, what stands beside them."""
    code = _PAGES.parent
    folders = [code / name for name in ("api", "pages", "record", "templatetags")]
    found = [*code.glob("*.py"), *(file for folder in folders for file in folder.rglob("*.py"))]
    return sorted([*found, *(Path(settings.BASE_DIR) / "templates").rglob("*.html")])
