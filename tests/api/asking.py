"""Asking the API as a program does: one GET, its status checked, its body read."""

import json
from typing import TYPE_CHECKING, Any

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

API = "/api/v1/"
RECORD = (
    "stances/",
    "stances/?company=acme&law=data-act&jurisdiction=freedonia&source=herald",
    "stances/acme-refuses/",
    "stances/acme-refuses/history/",
    "companies/",
    "sources/gazette/",
    "figures/",
    "checks/?known_at=2026-12-31T11:30:00Z&valid_on=2020-07-08",
    "changes/?after=3&company=acme",
    "?valid_on=2020-07-08&known_at=2026-12-31T11:30:00Z",
)
"""Addresses that answer from the record, one of each form."""
ELSEWHERE = ("schema/", "/api/", "/api/problems/not-found/")
"""Addresses that tell of the API itself."""


def get(path: str, status: int = 200, **headers: str) -> "Response":
    """GET a path under /api/v1/ and check its status."""
    address = path.replace("http://testserver", "")
    response = Client().get(address if address.startswith("/") else API + address, headers=headers)
    assert response.status_code == status, (address, response.status_code, response.content[:500])
    return response


def ask(path: str, status: int = 200) -> dict[str, Any]:
    """GET a path under /api/v1/ and return its JSON, an object always."""
    body = json.loads(get(path, status).content)
    assert isinstance(body, dict)
    return body


def slugs(path: str) -> list[str]:
    """Return the slugs of a list, in their order."""
    return [row["slug"] for row in ask(path)["results"]]


def pages_of(path: str) -> list[list[dict[str, Any]]]:
    """Follow ``next`` from a list's first page to its last; return the rows of each page."""
    pages, address = [], path
    while address:
        answer = ask(address)
        pages.append(answer["results"])
        address = answer["next"]
    return pages
