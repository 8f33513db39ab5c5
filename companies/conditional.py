"""Conditional requests as RFC 9110 has them (section 13), for pages and API alike.

Who holds an answer's ETag, in its own form or in one that a proxy has weakened, is told 304. ``If-Modified-Since`` is
not looked at: it counts in seconds, two revisions can lie within one, and what is in force changes with the day.
"""

from datetime import datetime
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags, parse_http_date_safe

NOT_MODIFIED, PRECONDITION_FAILED = 304, 412


def holds(request: HttpRequest, etag: str) -> bool:
    """Return whether the asker names this ETag in ``If-None-Match``, compared weakly (section 8.8.3.2).

    An ETag is made from what decides the bytes, so that this can be told before any document is read. Where
    ``If-Match`` or ``If-Unmodified-Since`` are sent too, which come first, it is left to :func:`failed_condition`.
    """
    if "HTTP_IF_MATCH" in request.META or "HTTP_IF_UNMODIFIED_SINCE" in request.META:
        return False
    # Nearly everybody sends back the one that they were told, as it was.
    if request.META.get("HTTP_IF_NONE_MATCH") == etag:
        return True
    return _opaque(etag) in {_opaque(held) for held in _listed(request, "HTTP_IF_NONE_MATCH")}


def failed_condition(request: HttpRequest, etag: str, modified: datetime | None) -> int | None:
    """Return 412 or 304 where a condition of the request fails for an answer that would be 200, else None.

    ``modified``: the answer's ``Last-Modified``; None where it has none. The order is that of section 13.2.2.
    """
    if "HTTP_IF_MATCH" in request.META:
        held = _listed(request, "HTTP_IF_MATCH")
        # Compared strongly: what a proxy has weakened is not known to be the same bytes.
        if held != ["*"] and etag not in held:
            return PRECONDITION_FAILED
    elif "HTTP_IF_UNMODIFIED_SINCE" in request.META and modified is not None:
        since = parse_http_date_safe(request.META["HTTP_IF_UNMODIFIED_SINCE"])
        if since is not None and int(modified.timestamp()) > since:
            return PRECONDITION_FAILED
    held = _listed(request, "HTTP_IF_NONE_MATCH")
    if held == ["*"] or _opaque(etag) in {_opaque(other) for other in held}:
        return NOT_MODIFIED
    return None


@lru_cache(maxsize=64)
def last_modified(instant: datetime) -> str:
    """Return an instant as ``Last-Modified`` has it: without what is below a second."""
    return http_date(int(instant.timestamp()))


def bare_304() -> HttpResponse:
    """Return a 304 before its validators and caching are put on it."""
    unchanged = HttpResponse(status=NOT_MODIFIED)
    del unchanged["Content-Type"]
    return unchanged


def not_modified(response: HttpResponse) -> HttpResponse:
    """Return the 304 that stands for ``response``: its validators and how long it may be kept, and no content."""
    unchanged = bare_304()
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", "X-Robots-Tag"):
        if name in response:
            unchanged[name] = response[name]
    return unchanged


def _listed(request: HttpRequest, name: str) -> list[str]:
    sent = request.META.get(name)
    return parse_etags(sent) if sent else []


def _opaque(etag: str) -> str:
    return etag.removeprefix("W/")
