"""Validators and caching of a response (RFC 9110, RFC 9111; A07; design: caching).

An ETag is made from what decides the bytes, not from the bytes: release, address, state of the record, the query,
and today's date where that shows. So 304 is answered before any document is read.
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from companies.api.problems import typed_problem
from companies.conditional import PRECONDITION_FAILED, failed_condition, last_modified, not_modified
from companies.etags import etag_at
from companies.record.ledger.canonical import canonical
from companies.record.query.parameters import ParsedQuery
from companies.record.reading.snapshot import Snapshot

FRESH = "public, max-age=60, must-revalidate"
RELEASE = "0.3.0"
"""The release that responds: part of every ETag, since a new release may put the same rows in another form."""

FOR_EVER = "public, max-age=31536000, immutable"
_SHOWING_TODAY = ("law", "stance", "check")
"""Kinds whose responses hold a law's state, which is that of today where no day is asked."""


def etag_of(path: str, parsed: ParsedQuery) -> str:
    """Return the strong ETag of the response to ``parsed`` at ``path``."""
    snapshot = parsed.snapshot
    shows_today = parsed.kind in _SHOWING_TODAY and snapshot.valid_on is None
    today = snapshot.today.isoformat() if shows_today else ""
    parts = [RELEASE, settings.SITE_URL, path, snapshot.head, snapshot.ledger, parsed.canonical_query, today]
    return etag_at(snapshot.head, digest_of(canonical(parts).encode()))


def quoted(content: bytes) -> str:
    """Return a strong ETag made from bytes."""
    return f'"{digest_of(content)}"'


def digest_of(content: bytes) -> str:
    """Return what stands for bytes in an ETag."""
    return hashlib.sha256(content).hexdigest()[:32]


def conditional(request: HttpRequest, response: HttpResponse, modified: datetime | None) -> HttpResponse:
    """Return the response, a response of 200 with its ETag, or what a failed condition of the request asks for."""
    failed = failed_condition(request, response["ETag"], modified)
    if failed == PRECONDITION_FAILED:
        return typed_problem(request, "precondition-failed")
    return not_modified(response) if failed else response


def put_caching(response: HttpResponse, snapshot: Snapshot) -> None:
    """Say since when the response is so, and how long it may be kept: for ever once both clocks are settled."""
    response["Cache-Control"] = FOR_EVER if snapshot.settled else FRESH
    if snapshot.instant is not None:
        response["Last-Modified"] = last_modified(snapshot.instant)
