"""What all views of the API share: methods, negotiation, forms of addresses (A12, A15)."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.api.asking import ELSEWHERE, RECORD, get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", [*RECORD, *ELSEWHERE])
def test_head_has_the_headers_of_get_and_no_body(world: datetime, path: str) -> None:
    address = path if path.startswith("/") else f"/api/v1/{path}"
    full, head = Client().get(address), Client().head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(full.headers)


@pytest.mark.parametrize("path", [*RECORD, *ELSEWHERE])
def test_options_says_what_is_allowed_and_lets_any_page_ask(world: datetime, path: str) -> None:
    address = path if path.startswith("/") else f"/api/v1/{path}"
    response = Client().options(address, headers={"origin": "https://reader.example"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize(
    "accept",
    [
        "application/json",
        "*/*",
        "application/*",
        "text/html, */*;q=0.1",
        "",
        "application/json;q=0.5",
        "application/json; charset=utf-8",
    ],
)
def test_whoever_takes_json_gets_it(world: datetime, accept: str) -> None:
    response = get("stances/", accept=accept)
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/json;q=0",
        "application/json;q=0.000, */*",
        "image/*",
        "nonsense",
        "application/xml;q=0.9",
    ],
)
def test_whoever_does_not_gets_406(world: datetime, accept: str) -> None:
    problem: dict[str, Any] = get("stances/", 406, accept=accept).json()
    assert problem["type"].endswith("/not-acceptable/")


def test_an_address_without_its_last_slash_leads_to_it(world: datetime) -> None:
    for path in ("/api/v1/stances", "/api/v1/stances/acme-refuses", "/api/v1/schema", "/api"):
        response = Client().get(f"{path}?valid_on=2020-07-08")
        assert (response.status_code, response["Location"]) == (301, f"{path}/?valid_on=2020-07-08")


def test_names_are_in_snake_case(world: datetime) -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(names(inner) for inner in value.values()))
        return set().union(*(names(inner) for inner in value)) if isinstance(value, list) else set()

    for path in RECORD:
        assert all(name == name.lower() and "-" not in name for name in names(get(path).json()))
