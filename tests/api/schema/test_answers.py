"""Whatever status an address of the API answers with, the schema tells it, with its form and its headers (A01)."""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from companies.api.schema.openapi import openapi
from companies.record.publishing.publish import retract
from tests.api.schema.test_openapi import OPERATIONS, check, resolved

pytestmark = pytest.mark.django_db

KEYS = {
    "jurisdictions": "freedonia",
    "companies": "acme",
    "laws": "data-act",
    "sources": "gazette",
    "stances": "acme-refuses",
    "figures": "acme-freedonia-2020-01-2020-12-user-data-requests",
    "checks": "initech-data-act-2021-03-04-content-removal",
}
TOLD = {"ETag", "Last-Modified", "Cache-Control", "Link", "Retry-After"}
"""Headers that an asker acts on."""


def fail(*args: Any) -> None:
    """A database that is broken."""
    raise RuntimeError("broken")


def wait(*args: Any) -> None:
    """A database that is busy for too long."""
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise OperationalError("database is locked") from locked


ASKED: dict[int, dict[str, Any]] = {
    200: {},
    304: {"headers": {"if-none-match": "*"}},
    400: {"query": "nothing=1"},
    404: {"key": "nobody"},
    405: {"method": "POST"},
    406: {"headers": {"accept": "text/csv"}},
    410: {},
    412: {"headers": {"if-match": '"another"'}},
    413: {"method": "POST", "data": b"x" * 70_000},
    414: {"query": "cursor=" + "A" * 5000},
    415: {"data": b"{}"},
    500: {"database": fail},
    503: {"database": wait},
}
"""How to come by each status."""


def asked(
    path: str,
    *,
    key: str = "",
    method: str = "GET",
    query: str = "",
    data: bytes = b"",
    headers: dict[str, str] | None = None,
    database: Callable[..., Any] | None = None,
) -> Any:
    """Ask one address of the schema."""
    address = path.replace("{key}", key or KEYS.get(path.split("/")[3], ""))
    with ExitStack() as stack:
        if database:
            stack.enter_context(connection.execute_wrapper(database))
        client = Client(raise_request_exception=False)
        return client.generic(method, f"{address}?{query}" if query else address, data, headers=headers)


def statuses(path: str) -> set[int]:
    """Return what the schema tells of an address, but for what it can't answer without the database."""
    told = {int(status) for status in OPERATIONS[path]["responses"]}
    return told - {500, 503} if path == "/api/v1/schema/" else told


@pytest.mark.parametrize("path", OPERATIONS)
def test_each_status_that_is_told_can_be_had_and_is_as_told(world: datetime, path: str) -> None:
    for status in sorted(statuses(path) - {410}):
        check_answer(path, status, asked(path, **ASKED[status]))


def test_a_tombstone_is_as_told(world: datetime) -> None:
    retract([("figure", KEYS["figures"]), ("check", KEYS["checks"]), ("stance", KEYS["stances"])], note="Wrong.")
    for path in ("/api/v1/figures/{key}/", "/api/v1/checks/{key}/", "/api/v1/stances/{key}/"):
        check_answer(path, 410, asked(path))


def test_a_history_is_as_told_where_the_law_was_taken_back(world: datetime) -> None:
    stances = [("stance", key) for key in ("acme-assessing", "acme-refuses", "globex-withdrew")]
    retract([*stances, ("check", KEYS["checks"]), ("law", "data-act")], note="There is no such law.")
    for path in ("/api/v1/stances/{key}/history/", "/api/v1/checks/{key}/history/", "/api/v1/laws/{key}/history/"):
        answer = asked(path)
        check_answer(path, 200, answer)
        was = answer.json()["results"][-1]["record"]
        assert was["law_state"] == ("in_force" if was["kind"] == "law" else None)


def test_every_way_to_ask_is_told() -> None:
    assert {status for path in OPERATIONS for status in statuses(path)} == set(ASKED)


def check_answer(path: str, status: int, answer: Any) -> None:
    """Check an answer against what the schema tells of its status."""
    assert answer.status_code == status, (path, status, answer.status_code)
    told = resolved(OPERATIONS[path]["responses"][str(status)])
    if status == 304:
        assert (answer.content, answer.get("Content-Type")) == (b"", None)
    else:
        check(told["content"][answer["Content-Type"]]["schema"], answer.json())
    acted_on = TOLD | {"Allow"} if status == 405 else TOLD
    assert set(answer.headers) & acted_on <= set(told["headers"]), (path, status)


@pytest.mark.parametrize("plural", KEYS)
def test_the_link_from_a_list_to_its_first_row_leads_there(world: datetime, plural: str) -> None:
    rows = asked(f"/api/v1/{plural}/").json()["results"]
    for link in openapi()["paths"][f"/api/v1/{plural}/"]["get"]["responses"]["200"]["links"].values():
        found: Any = rows[0]
        for name in link["parameters"]["key"].removeprefix("$response.body#/results/0/").split("/"):
            found = found[name]
        path = next(path for path, told in OPERATIONS.items() if told["operationId"] == link["operationId"])
        assert asked(path, key=found).status_code == 200
