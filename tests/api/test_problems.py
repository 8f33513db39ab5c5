"""Every error under /api/ is a problem (RFC 9457) that says nothing from inside (A04, A05, S26)."""

import json
import random
import string
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from companies.api.problem_types import PROBLEM_TYPES
from companies.record.query import parameters
from companies.record.reading import read
from companies.vocabulary import PLURALS
from tests.api.asking import ask, get

pytestmark = pytest.mark.django_db

ADDRESSES = [f"/api/v1/{plural}/" for plural in (*PLURALS.values(), "changes", "schema")]
ADDRESSES += [
    "/api/v1/",
    "/api/v1/stances/acme-refuses/",
    "/api/v1/stances/acme-refuses/history/",
    "/api/",
    "/api/problems/not-found/",
]

PROVOKED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "unknown-parameter": ("GET", "/api/v1/stances/?compnay=acme", {}),
    "repeated-parameter": ("GET", "/api/v1/stances/?law=data-act&law=data-act", {}),
    "malformed-value": ("GET", "/api/v1/stances/?valid_on=2020", {}),
    "unknown-value": ("GET", "/api/v1/stances/?company=acne", {}),
    "future-clock": ("GET", "/api/v1/stances/?valid_on=2050-01-01", {}),
    "future-head": ("GET", "/api/v1/stances/?min_head=2000000000", {}),
    "empty-range": ("GET", "/api/v1/stances/?announced_from=2021&announced_to=2020", {}),
    "foreign-cursor": ("GET", "/api/v1/stances/?cursor=e30", {}),
    "bad-request": ("GET", "/api/v1/stances/", {"headers": {"host": "evil.example"}}),
    "not-found": ("GET", "/api/v1/nowhere/", {}),
    "method-not-allowed": ("POST", "/api/v1/stances/", {}),
    "not-acceptable": ("GET", "/api/v1/stances/", {"headers": {"accept": "text/csv"}}),
    "precondition-failed": ("GET", "/api/v1/stances/", {"headers": {"if-match": '"other"'}}),
    "content-too-large": ("POST", "/api/v1/stances/", {"data": b"x" * 70_000, "content_type": "text/plain"}),
    "uri-too-long": ("GET", f"/api/v1/stances/?cursor={'A' * 5000}", {}),
    "unsupported-media-type": ("GET", "/api/v1/stances/", {"data": b"{}", "content_type": "application/json"}),
}


def check_problem(response: Any, code: str) -> dict[str, Any]:
    """Check what every problem has, and return it."""
    declared = PROBLEM_TYPES[code]
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    problem: dict[str, Any] = json.loads(response.content)
    assert problem["type"] == f"http://testserver/api/problems/{code}/"
    assert (problem["status"], response.status_code, problem["title"]) == (
        declared.status,
        declared.status,
        declared.title,
    )
    assert problem["detail"]
    assert problem["instance"].startswith("req-")
    return problem


@pytest.mark.parametrize("code", PROVOKED)
def test_each_problem_comes_in_its_form(world: datetime, code: str) -> None:
    method, address, more = PROVOKED[code]
    check_problem(Client().generic(method, address, **more), code)


def test_every_type_of_problem_is_provoked_here_or_can_not_be_without_a_fault() -> None:
    assert set(PROBLEM_TYPES) - set(PROVOKED) == {"forbidden", "server-error", "busy", "unavailable"}


@pytest.mark.parametrize("code", PROBLEM_TYPES)
def test_each_type_is_explained_at_its_address(db: None, code: str) -> None:
    page = get(f"/api/problems/{code}/").content.decode()
    assert PROBLEM_TYPES[code].title in page


def test_a_type_that_there_is_not_is_not_found(db: None) -> None:
    check_problem(get("/api/problems/nothing/", 404), "not-found")


class Canary(Exception):
    """A fault whose text must not get out."""


@pytest.mark.parametrize("place", ["take_snapshot", "page", "make_items"])
def test_a_fault_of_ours_says_nothing_from_inside(
    world: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise Canary("canary: SELECT * FROM secrets at /srv/inside")

    monkeypatch.setattr(parameters if place == "take_snapshot" else read, place, fail)
    client = Client(raise_request_exception=False)
    problem = check_problem(client.get("/api/v1/stances/?valid_on=2020-07-08"), "server-error")
    assert "canary" not in json.dumps(problem)
    assert set(problem) == {"type", "title", "status", "detail", "instance"}
    assert problem["instance"] in caplog.text


def test_a_database_that_fails_says_nothing_from_inside(world: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise Canary("no such table: companies_revision")

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(fail):
        problem = check_problem(client.get("/api/v1/stances/"), "server-error")
    assert "companies_revision" not in json.dumps(problem)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_takes_an_unknown_parameter(world: datetime, address: str) -> None:
    chance = random.Random(address)  # noqa: S311
    for _ in range(10):
        name = "".join(chance.choices(string.ascii_lowercase + "_[]", k=chance.randint(1, 12))) + "9"
        problem = check_problem(get(f"{address}?{name}=1", 400), "unknown-parameter")
        assert problem["parameter"] == name
        assert problem.get("allowed") or address == "/api/v1/schema/"


def test_a_repeated_parameter_is_refused_even_where_one_would_do(world: datetime) -> None:
    for plural in (*PLURALS.values(), "changes"):
        for name in parameters.list_parameters("change" if plural == "changes" else _kind(plural)):
            assert ask(f"{plural}/?{name}=1&{name}=1", 400)["parameter"] == name


def test_what_was_sent_can_not_break_out_of_the_answer(world: datetime) -> None:
    problem = ask('stances/?"><script>=1', 400)
    assert problem["parameter"] == '"><script>'


def _kind(plural: str) -> str:
    return next(kind for kind, word in PLURALS.items() if word == plural)
