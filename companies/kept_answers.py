"""Whole answers of the record, kept by their ETag, so that nothing is made twice at one state of the record.

An ETag is made from all that decides an answer's bytes (decision 030), so that what is kept under one is never out of
date: another head, another release, another day is another ETag, and the address of a settled past keeps its own
through every publishing. Pages and the API share one store. The compressed form has an ETag of its own, and so a place
of its own (decision 041).
"""

import gzip

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from companies.record.query.parameters import ParsedQuery
from companies.release import release_digest

STORE = "answers"
"""The alias in ``CACHES``."""
GZIPPED = "-gzip"
"""What the ETag of a compressed form ends with (decision 011)."""
BIGGEST_PART = 16
"""No answer takes more than this part of the store, so that no one page puts all others out."""


def is_narrowed(parsed: ParsedQuery) -> bool:
    """Return whether a list was narrowed by filters: it says what somebody looks for, and is kept nowhere (V09)."""
    return any(declared.name in parsed.parameters for declared in parsed.filters)


def may_keep(parsed: ParsedQuery) -> bool:
    """Return whether the answer to a query may be kept here.

    Before the first revision pages look beyond their snapshot: they say since when the record has been kept.
    """
    return not is_narrowed(parsed) and parsed.snapshot.head > 0


def find_answer(request: HttpRequest, etag: str) -> HttpResponse | None:
    """Return the answer whose ETag is ``etag`` as it was kept, or None.

    It has its body, and of the headers those that come with it; validators and caching are the caller's. Where the
    request takes the compressed form, and that is kept, the body is compressed and ``Content-Encoding`` says so.
    """
    compressed_is_taken = getattr(request, "takes_gzip", False)
    kept = _get(compressed_etag(etag) if compressed_is_taken else etag)
    if kept is not None:
        return _response(*kept, compressed=compressed_is_taken)
    kept = _get(etag if compressed_is_taken else compressed_etag(etag))
    if kept is None:
        return None
    content_type, link, body = kept
    found = _response(content_type, link, body if compressed_is_taken else gzip.decompress(body), compressed=False)
    allow_keeping(found)  # in the form that is asked for, too
    return found


def allow_keeping(response: HttpResponse) -> None:
    """Let an answer be kept once it has the form in which it is sent. Without this none is."""
    response.may_be_kept = True  # type: ignore[attr-defined]


def keep_answer(response: HttpResponse) -> None:
    """Keep an answer that may be kept, under its ETag, unless it is too big."""
    if not getattr(response, "may_be_kept", False) or response.status_code != 200 or response.cookies:
        return
    if not response.has_header("ETag") or "no-store" in response.get("Cache-Control", ""):
        return
    head = f"{response['Content-Type']}\n{response.get('Link', '')}\n"
    value = head.encode() + response.content
    if len(value) * BIGGEST_PART <= settings.KEPT_ANSWERS_BYTES:
        caches[STORE].set(_key(response["ETag"]), value)


def compressed_etag(etag: str) -> str:
    """Return the ETag of the compressed form of an answer."""
    return f'{etag[:-1]}{GZIPPED}"'


def _get(etag: str) -> tuple[str, str, bytes] | None:
    value: bytes | None = caches[STORE].get(_key(etag))
    parts = [] if value is None else value.split(b"\n", 2)
    if len(parts) != 3:
        return None
    return parts[0].decode(), parts[1].decode(), parts[2]


def _key(etag: str) -> str:
    """The API's ETags name its release; a store that outlives a process has to tell apart the code between two, too."""
    return f"{release_digest()}{etag}"


def _response(content_type: str, link: str, body: bytes, *, compressed: bool) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    if link:
        response["Link"] = link
    if compressed:
        response["Content-Encoding"] = "gzip"
    return response
