"""The API is for reading: no method, no body and no header changes anything (S10)."""

from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from companies.record.ledger.canonical import sha256
from companies.vocabulary import PLURALS

pytestmark = pytest.mark.django_db

KEYS = {"stance": "acme-refuses", "company": "acme"}
ADDRESSES = [
    "/api/v1/",
    *(f"/api/v1/{plural}/" for plural in (*PLURALS.values(), "changes", "schema")),
    *(f"/api/v1/{plural}/{KEYS.get(kind, 'any')}/" for kind, plural in PLURALS.items()),
    *(f"/api/v1/{plural}/{KEYS.get(kind, 'any')}/history/" for kind, plural in PLURALS.items()),
    "/api/",
    "/api/problems/not-found/",
]


def everything_stored() -> str:
    """Return a hash of all rows of all tables."""
    rows: list[Any] = []
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        rows.append(sorted(map(repr, model._default_manager.values_list())))
    return sha256(repr(rows))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_no_method_writes_and_each_answer_says_what_is_allowed(world: datetime, method: str) -> None:
    before = everything_stored()
    for address in ADDRESSES:
        for headers in ({}, {"x-http-method-override": "GET"}):
            response = Client(enforce_csrf_checks=True).generic(
                method, address, b'{"position": "complies", "_method": "GET"}', "application/json", headers=headers
            )
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS"), address
            assert response["Content-Type"] == "application/problem+json"
    assert everything_stored() == before


def test_reading_writes_nothing(world: datetime) -> None:
    before = everything_stored()
    for address in ADDRESSES:
        assert Client().get(address, headers={"x-http-method-override": "DELETE"}).status_code in (200, 404)
    assert everything_stored() == before
