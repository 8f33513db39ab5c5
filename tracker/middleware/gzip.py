"""Compresses text for readers who ask for it, with the same bytes every time.

Django's GZipMiddleware weakens the ETag and pads at random, so the same answer has other bytes at each asking.
Here the time in the gzip header is zero, nothing is padded, and a strong ETag stays strong: the compressed
form of `"abc"` is `"abc-gzip"`. Views never see the suffix.
"""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from tracker.areas import is_admin

SHORTEST = 200
LEVEL = 6
SUFFIX = "-gzip"
TYPES = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/feed+json",
    "application/atom+xml",
    "application/xml",
    "application/vnd.oai.openapi",
    "image/svg+xml",
)


class GzipMiddleware:
    """Compresses answers outside the desk, whose pages mix a secret token with what a sender chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_admin(request):
            return self.get_response(request)
        asked = request.META.get("HTTP_IF_NONE_MATCH", "")
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"):
            if SUFFIX in request.META.get(name, ""):
                request.META[name] = request.META[name].replace(f'{SUFFIX}"', '"')
        response = self.get_response(request)
        if response.status_code == 304:
            return _unchanged(response, asked)
        if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
            return response
        if not response.get("Content-Type", "").startswith(TYPES):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) >= SHORTEST and accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            _compress(response)
        return response


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip (RFC 9110 §12.5.3): by name, or by `*`, and not with q=0."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        weights[name.strip()] = _weight(parameters)
    for name in ("gzip", "x-gzip", "*"):
        if name in weights:
            return weights[name] > 0
    return False


def _weight(parameters: str) -> float:
    """The q of `;q=0.5`; 1 where there is none, 0 where it can't be read."""
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _compress(response: HttpResponse) -> None:
    response.content = gzip.compress(response.content, compresslevel=LEVEL, mtime=0)
    response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response["ETag"] = f'{etag[:-1]}{SUFFIX}"'


def _unchanged(response: HttpResponseBase, asked: str) -> HttpResponseBase:
    """A 304 names the form that the reader holds, and varies as the full answer would."""
    patch_vary_headers(response, ("Accept-Encoding",))
    etag = response.get("ETag", "")
    compressed = f'{etag[:-1]}{SUFFIX}"'
    if etag and compressed in asked:
        response["ETag"] = compressed
    return response
