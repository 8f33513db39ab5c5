"""Asking a site that keeps its answers, and telling which were kept."""

from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tracker.caches.configuring import cache_settings

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

MOST_QUERIES = 3
"""What looking at the head takes, at the most; whoever makes an answer asks more."""
FORMS: tuple[dict[str, str], ...] = ({}, {"accept-encoding": "gzip"})

Answer = tuple[int, bytes, dict[str, str]]


def ask(path: str, method: str = "GET", **headers: str) -> Answer:
    """Return status, body and headers of an answer."""
    return told(_response(path, method, headers))


def ask_anew(path: str, method: str = "GET", **headers: str) -> Answer:
    """Return the same of an answer that is made now, whatever was kept."""
    with override_settings(CACHES=cache_settings("", 0)):
        return ask(path, method, **headers)


def comes_kept(path: str, method: str = "GET", **headers: str) -> bool:
    """Ask, and tell whether the answer was there already."""
    with CaptureQueriesContext(connection) as queries:
        response = _response(path, method, headers)
    return response.status_code == 200 and len(queries) <= MOST_QUERIES


def told(response: "Response") -> Answer:
    """Return what of a response a reader sees."""
    return response.status_code, response.content, dict(response.items())


def _response(path: str, method: str, headers: dict[str, str]) -> "Response":
    return Client().generic(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
