"""How long a page may be kept: ETag, Last-Modified, Cache-Control, and what is answered before a document is read.

An ETag is strong and made from what decides the bytes: the templates and the sheet of this release, the address, the
state of the record, and today's date where no day was asked, since what is in force depends on it. Under it whole pages
are kept (decision 041).
"""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from companies.conditional import (
    NOT_MODIFIED,
    PRECONDITION_FAILED,
    bare_304,
    failed_condition,
    holds,
    last_modified,
    not_modified,
)
from companies.etags import etag_at
from companies.kept_answers import find_answer
from companies.pages.style import sheet_digest
from companies.record.reading.snapshot import Snapshot
from companies.release import release_digest

SETTLED_FOR = 24 * 60 * 60
"""A settled page keeps its facts for ever; the day lets a new release mend its looks."""


def etag_of(request: HttpRequest, snapshot: Snapshot, *, told_since: str = "") -> str:
    """Return the strong ETag of the page at the request's address.

    ``told_since``: what it tells of what came after its ``known_at``, as a text that changes with it.
    """
    parts = (
        release_digest(),
        sheet_digest(),
        settings.SITE_URL,
        settings.SITE_NAME,
        *(settings.PUBLISHER, settings.CONTACT_EMAIL, settings.ERRORS_EMAIL),
        get_language() or "",
        request.get_full_path(),
        snapshot.ledger,
        # A later page of a list is one of the past as soon as anything was published since its first.
        "past" if snapshot.past else "",
        "" if snapshot.valid_on else snapshot.today.isoformat(),
        # Some pages show the clock notices, which are given beside the ledger and change no head.
        str(snapshot.notice),
        told_since,
    )
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    return etag_at(snapshot.head, digest)


def ready_answer(request: HttpRequest, snapshot: Snapshot, etag: str, *, may_keep: bool) -> HttpResponse | None:
    """Return the 304 for a reader who holds the page that would be answered, else the page as it was kept, or None.

    Reads no document.
    """
    if holds(request, etag):
        unchanged = bare_304()
        mark(unchanged, snapshot, etag)
        return unchanged
    kept = find_answer(request, etag) if may_keep else None
    if kept is None:
        return None
    mark(kept, snapshot, etag)
    return conditional(request, kept, snapshot)


def conditional(request: HttpRequest, response: HttpResponse, snapshot: Snapshot) -> HttpResponse:
    """Return a page, or what a failed condition of the request asks for."""
    if response.status_code != 200 or not response.has_header("ETag"):
        return response
    failed = failed_condition(request, response["ETag"], snapshot.instant)
    if failed == PRECONDITION_FAILED:
        return HttpResponse(status=PRECONDITION_FAILED)
    return not_modified(response) if failed else response


def mark(response: HttpResponse, snapshot: Snapshot, etag: str) -> None:
    """Put the headers on ``response``. ``etag``: blank for a narrowed list, which is kept nowhere."""
    if snapshot.past or not etag:
        response["X-Robots-Tag"] = "noindex"
    if not etag:
        response["Cache-Control"] = "no-store"
        return
    if response.status_code in (200, NOT_MODIFIED):
        response["ETag"] = etag
        if snapshot.instant is not None:
            response["Last-Modified"] = last_modified(snapshot.instant)
    response["Cache-Control"] = f"public, max-age={SETTLED_FOR}, immutable" if snapshot.settled else "public, no-cache"
