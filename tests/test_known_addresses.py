"""An address that was answered once is answered again without being read, and says what it said."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolvers

from companies import clock as product_clock
from companies import known_addresses
from tests import cast
from tests.keeping import ask, ask_anew

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]

KNOWN = (
    "/",
    "/companies/acme/",
    "/companies/acme/?valid_on=2020-08-01",
    "/corrections/",
    "/data/",
    "/api/v1/",
    "/api/v1/stances/",
    "/api/v1/companies/acme/?known_at=2026-12-31T11:30:00Z&valid_on=2020-08-01",
)
NOT_KNOWN = (
    "/timeline/?company=acme",
    "/companies/?utm_source=mail",
    "/companies/nobody/",
    "/api/",
    "/api/v1/stances/?company=acme",
    "/api/v1/stances/nobody/",
    "/api/v1/companies/?nonsense=1",
    "/admin/login/",
    "/robots.txt",
)


@pytest.fixture(autouse=True)
def _world(db: None, clock: datetime) -> None:
    cast.stance()
    with product_clock.fixed(clock - timedelta(hours=1)):
        cast.publish_everything()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that a view is looked for."""
    found: list[str] = []
    resolve = resolvers.URLResolver.resolve

    def watched(self: resolvers.URLResolver, path: str) -> resolvers.ResolverMatch:
        found.append(str(path))
        return resolve(self, path)

    monkeypatch.setattr(resolvers.URLResolver, "resolve", watched)
    return found


def ask_twice(path: str, read: list[str], **headers: str) -> bool:
    """Ask twice, and return whether the second answer was found without looking for a view."""
    ask(path, **headers)
    read.clear()
    ask(path, **headers)
    return not read


@pytest.mark.parametrize("path", KNOWN)
def test_a_known_address_costs_one_look_at_the_head(path: str, read: list[str]) -> None:
    assert ask_twice(path, read)
    with CaptureQueriesContext(connection) as queries:
        again = ask(path)
    assert len(queries) == 1
    assert again == ask_anew(path)
    assert ask(path, if_none_match=again[2]["ETag"])[0] == 304
    read.clear()
    assert ask(path, if_none_match=again[2]["ETag"]) == ask_anew(path, if_none_match=again[2]["ETag"])
    assert not read


@pytest.mark.parametrize("path", NOT_KNOWN)
def test_what_is_not_kept_is_read_each_time(path: str, read: list[str]) -> None:
    assert not ask_twice(path, read)


def test_a_new_head_is_seen_and_made(read: list[str]) -> None:
    assert ask_twice("/companies/", read)
    cast.company("globex", name="Globex")
    cast.publish_everything()
    assert b"Globex" in ask("/companies/")[1]
    assert ask_twice("/companies/", read)


@pytest.mark.parametrize("path", ["/companies/acme/", "/api/v1/stances/"])
def test_another_day_is_another_answer_at_a_known_address(path: str, clock: datetime, read: list[str]) -> None:
    assert ask_twice(path, read)
    before = ask(path)[2]["ETag"]
    with product_clock.fixed(clock + timedelta(days=1)):
        assert ask(path, if_none_match=before)[0] == 200
        assert ask(path) == ask_anew(path)


@pytest.mark.parametrize("path", ["/companies/acme/", "/api/v1/stances/"])
def test_the_past_stays_known_by_its_etag_while_others_publish(path: str, clock: datetime, read: list[str]) -> None:
    asked = f"{path}?known_at={clock - timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
    assert ask_twice(asked, read)
    before = ask(asked)
    for name in ("globex", "initech"):
        cast.company(name)
        cast.publish_everything()
        assert ask(asked) == before
        read.clear()
        with CaptureQueriesContext(connection) as queries:
            assert ask(asked, if_none_match=before[2]["ETag"])[0] == 304
        assert (len(queries), read) == (2, []), "the head, and the revision of then"


@pytest.mark.parametrize(
    "headers",
    [
        {"if_match": "*"},
        {"if_unmodified_since": "Fri, 01 Jan 2027 00:00:00 GMT"},
        {"accept": "text/html"},
        {"host": "elsewhere.example"},
    ],
)
def test_what_else_a_request_says_is_judged_by_the_view(headers: dict[str, str], read: list[str]) -> None:
    ask("/api/v1/stances/")
    read.clear()
    status = ask("/api/v1/stances/", **headers)[0]
    assert read or status == 400
    assert status == {"accept": 406, "host": 400}.get(next(iter(headers)), 200)


def test_a_post_and_a_body_are_refused_at_a_known_address() -> None:
    ask("/companies/acme/")
    ask("/api/v1/stances/")
    assert Client().post("/companies/acme/").status_code == 405
    assert Client().generic("GET", "/api/v1/stances/", b"{}").status_code == 415


def test_the_address_that_was_asked_for_longest_ago_is_forgotten(
    monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    monkeypatch.setattr(known_addresses, "MOST", 2)
    for path in ("/companies/", "/laws/", "/companies/", "/sources/"):
        ask(path)
    assert [not ask_again(path, read) for path in ("/companies/", "/sources/", "/laws/")] == [True, True, False]


def ask_again(path: str, read: list[str]) -> list[str]:
    """Ask, and return the views that were looked for."""
    read.clear()
    ask(path)
    return list(read)
