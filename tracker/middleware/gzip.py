"""Compresses text for readers who ask for it, with the same bytes every time.

Django's GZipMiddleware weakens the ETag and pads at random, so the same answer has other bytes at each asking.
Here the time in the gzip header is zero, nothing is padded, and a strong ETag stays strong: the compressed
form of `"abc"` is `"abc-gzip"`. Views never see the suffix.
"""

import gzip
from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from companies.kept_answers import GZIPPED as SUFFIX
from companies.kept_answers import compressed_etag
from tracker.areas import is_admin

SHORTEST = 200
LEVEL = 6
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
        # Whoever has kept the compressed form may answer with it.
        takes_gzip = request.takes_gzip = accepts_gzip(  # type: ignore[attr-defined]
            request.META.get("HTTP_ACCEPT_ENCODING", "")
        )
        response = self.get_response(request)
        if response.status_code == 304:
            return _unchanged(response, asked)
        if not isinstance(response, HttpResponse):
            return response
        encoding = response.get("Content-Encoding")
        if encoding not in (None, "gzip") or not response.get("Content-Type", "").startswith(TYPES):
            return response
        _vary(response)
        if encoding:
            _name_compressed(response)
        elif takes_gzip and len(response.content) >= SHORTEST:
            response.content = gzip.compress(response.content, compresslevel=LEVEL, mtime=0)
            response["Content-Encoding"] = "gzip"
            _name_compressed(response)
        return response


@lru_cache(maxsize=256)
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


def _vary(response: HttpResponseBase) -> None:
    """Say that an answer has two forms. Reading what it varies by costs more than seeing that it does not."""
    if "Vary" in response.headers:
        patch_vary_headers(response, ("Accept-Encoding",))
    else:
        response.headers["Vary"] = "Accept-Encoding"


def _name_compressed(response: HttpResponse) -> None:
    """Give a compressed answer its length and its own ETag."""
    response["Content-Length"] = str(len(response.content))
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response["ETag"] = compressed_etag(etag)


def _unchanged(response: HttpResponseBase, asked: str) -> HttpResponseBase:
    """A 304 names the form that the reader holds, and varies as the full answer would."""
    _vary(response)
    etag = response.get("ETag", "")
    if etag and compressed_etag(etag) in asked:
        response["ETag"] = compressed_etag(etag)
    return response
