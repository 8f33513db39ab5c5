"""Refuses a request line over 4 kB (414) and a body over what its address takes (413), before any work.

gunicorn would answer an over-long line itself, in HTML and without our headers: it is run with a higher limit
so that the answer comes from here (S23).
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tracker import errors
from tracker.areas import is_admin

LONGEST_REQUEST_LINE = 4096
LONGEST_BODY = 64 * 1024
LONGEST_ADMIN_BODY = 1024 * 1024


class LimitsMiddleware:
    """Answers 414 or 413 where a request is larger than anything this site asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _request_line_length(request) > LONGEST_REQUEST_LINE:
            return errors.uri_too_long(request)
        if _body_length(request) > (LONGEST_ADMIN_BODY if is_admin(request) else LONGEST_BODY):
            return errors.content_too_large(request)
        return self.get_response(request)


def _request_line_length(request: HttpRequest) -> int:
    """The bytes of `GET /path?query HTTP/1.1`, as sent where the server says so, else as it would be quoted."""
    target = request.META.get("RAW_URI") or request.get_full_path()
    return len(f"{request.method} {target} {request.META.get('SERVER_PROTOCOL', 'HTTP/1.1')}".encode())


def _body_length(request: HttpRequest) -> int:
    """What Content-Length announces; a body without one is not read by Django."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
