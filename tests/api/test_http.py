"""The API as HTTP: validators, caching, methods, negotiation, forms of addresses (A07, A12, A15)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies import clock as product_clock
from companies.record.ledger.canonical import instant_text
from companies.record.publishing.publish import publish, retract
from tests import cast
from tests.api.asking import get

pytestmark = pytest.mark.django_db

RECORD = [
    "stances/",
    "stances/?company=acme&law=data-act&jurisdiction=freedonia&source=herald",
    "stances/acme-refuses/",
    "stances/acme-refuses/history/",
    "companies/",
    "sources/gazette/",
    "figures/",
    "checks/?known_at=2026-12-31T11:30:00Z&valid_on=2020-07-08",
    "changes/?after=3&company=acme",
]
ELSEWHERE = ["schema/", "/api/", "/api/problems/not-found/"]


@pytest.mark.parametrize("path", RECORD)
def test_whoever_holds_the_answer_gets_304_in_three_queries_at_most(world: datetime, path: str) -> None:
    full = get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        unchanged = get(path, 304, if_none_match=f'"other", {full["ETag"]}')
    assert len(queries) <= 3
    assert unchanged.content == b""
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert unchanged[name] == full[name]
    assert "Content-Type" not in unchanged


@pytest.mark.parametrize("path", [*RECORD, *ELSEWHERE])
def test_an_etag_is_strong_and_star_means_any(world: datetime, path: str) -> None:
    full = get(path)
    assert full["ETag"].startswith('"')
    assert get(path, 304, if_none_match="*")["ETag"] == full["ETag"]
    assert get(path, 304, if_none_match=full["ETag"]).content == b""
    assert get(path, if_none_match='"another"').content == full.content


def test_an_etag_changes_with_the_record_the_question_and_the_address(world: datetime) -> None:
    tags = [
        get(path)["ETag"]
        for path in ("stances/", "stances/?page_size=50", "companies/", "stances/?valid_on=2020-07-08")
    ]
    publish([cast.company("hooli")], cause="new_evidence")
    tags.append(get("stances/")["ETag"])
    assert len(set(tags)) == len(tags)


def test_an_etag_changes_with_the_day_where_the_answer_shows_today(world: datetime) -> None:
    paths = ["stances/", "laws/data-act/", "checks/", "companies/", "stances/?valid_on=2020-07-08"]
    today = [get(path)["ETag"] for path in paths]
    with product_clock.fixed(world + timedelta(days=1)):
        tomorrow = [get(path)["ETag"] for path in paths]
    assert [one == other for one, other in zip(today, tomorrow, strict=True)] == [False, False, False, True, True]


def test_a_compressed_answer_has_its_own_strong_etag_and_the_same_bytes_each_time(world: datetime) -> None:
    plain = get("stances/")
    first, second = (get("stances/", accept_encoding="gzip") for _ in range(2))
    assert first["Content-Encoding"] == "gzip"
    assert first.content == second.content
    assert first["ETag"] == plain["ETag"][:-1] + '-gzip"'
    assert "Accept-Encoding" in plain["Vary"]
    get("stances/", 304, if_none_match=first["ETag"], accept_encoding="gzip")


def test_last_modified_is_the_heads_instant_as_known_then(world: datetime) -> None:
    assert get("stances/")["Last-Modified"] == "Thu, 31 Dec 2026 11:00:00 GMT"
    publish([cast.company("hooli")], cause="new_evidence")
    assert get("stances/")["Last-Modified"] == "Thu, 31 Dec 2026 12:00:00 GMT"
    assert get("stances/?known_at=2026-12-31T11:30:00Z")["Last-Modified"] == "Thu, 31 Dec 2026 11:00:00 GMT"


def test_only_settled_clocks_are_kept_for_ever(world: datetime) -> None:
    settled = f"stances/?valid_on=2020-07-08&known_at={instant_text(world - timedelta(seconds=60))}"
    unsettled = f"stances/?valid_on=2020-07-08&known_at={instant_text(world - timedelta(seconds=59))}"
    assert get(settled)["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in (unsettled, "stances/", "stances/?known_at=2026-12-31T11:30:00Z", "stances/?valid_on=2020-07-08"):
        assert get(path)["Cache-Control"] == "public, max-age=60, must-revalidate"


def test_settled_clocks_give_the_same_bytes_for_ever(world: datetime) -> None:
    paths = [
        f"{path}{sign}valid_on=2020-10-30&known_at=2026-12-31T11:30:00Z"
        for path, sign in (
            ("stances/", "?"),
            ("stances/acme-refuses/", "?"),
            ("laws/?count=true", "&"),
            ("changes/", "?"),
        )
    ]
    before = [get(path).content for path in paths]
    retract([("stance", "acme-refuses")], note="Taken back.")
    with product_clock.fixed(world + timedelta(days=365)):
        assert [get(path).content for path in paths] == before


def test_a_tombstone_has_no_etag_since_304_would_say_that_it_stands(world: datetime) -> None:
    etag = get("stances/acme-refuses/")["ETag"]
    retract([("stance", "acme-refuses")], note="Taken back.")
    gone = get("stances/acme-refuses/", 410, if_none_match=etag)
    assert "ETag" not in gone
    assert get("stances/acme-refuses/", 410, if_none_match="*").content == gone.content


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


def test_the_reference_is_a_page(world: datetime) -> None:
    assert get("/api/", accept="text/html,application/xhtml+xml")["Content-Type"] == "text/html; charset=utf-8"
    get("/api/", 406, accept="application/json")


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
