"""A reader's request is read from a replica, and from another database where that can't answer (decision 044).

The replicas are here the same database under its one alias, so that this runs on SQLite too; what was shown is kept in
this process. Real replicas, with Redis: ``tests/crash/test_replicas.py``.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, OperationalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from companies.record.ledger.revision import Head
from companies.record.reading.replica import current_reading
from tests import cast
from tests.tracker.addresses import reader_addresses
from tracker.routing import middleware
from tracker.routing.middleware import ReplicaMiddleware
from tracker.routing.replicas import StreamingReplica

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

REPLICA, PRIMARY = "replica", "primary"
FAR_HEAD = '"999-0123456789abcdef0123456789abcdef"'


@dataclass
class Board:
    """What was shown, in this process."""

    told: int | None = 0
    noted: list[tuple[int, bool]] = field(default_factory=list)

    def head(self) -> int | None:
        return self.told

    def note(self, head: int, *, from_primary: bool) -> None:
        self.noted.append((head, from_primary))


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Iterator[Board]:
    """A site with two replicas, and what its readers have been shown."""
    board = Board()
    monkeypatch.setattr(middleware, "NewestShown", lambda redis_url, site_url: board)
    monkeypatch.setattr(StreamingReplica, "replayed_until", lambda replica: None)
    cast.stance("acme-refuses", position="refuses")
    cast.publish_everything()
    with override_settings(REPLICAS=("default", "default")):
        yield board


@dataclass
class Asked:
    """Which databases were asked, one word a query; on replicas ``fault`` is raised instead where one is set."""

    fault: Callable[[], Exception] | None = None
    databases: list[str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        reading = current_reading()
        self.databases.append(REPLICA if reading and reading.replica else PRIMARY)
        if self.fault and self.databases[-1] == REPLICA:
            raise self.fault()
        return execute(*arguments)

    def watching(self) -> AbstractContextManager[None]:
        return connection.execute_wrapper(self)


def _fault(said: Exception, kind: type[Error] = OperationalError) -> Exception:
    fault = kind(str(said))
    fault.__cause__ = said
    return fault


class _Coded(Exception):
    """What PostgreSQL's driver says, with a code of the server's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.pgcode = code


def _gone() -> Exception:
    return _fault(_Coded("08006"))


@pytest.mark.parametrize("path", ["/", "/stances/acme-refuses/", "/api/v1/stances/", "/api/v1/stances/acme-refuses/"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_all_queries_of_a_request_go_to_one_replica(board: Board, path: str, method: str) -> None:
    asked = Asked()
    with asked.watching():
        assert Client().generic(method, path).status_code == 200
    assert set(asked.databases) == {REPLICA}
    assert board.noted == [(Head.objects.get().seq, False)]
    assert current_reading() is None


@pytest.mark.parametrize("path", ["/", "/api/v1/stances/"])
@pytest.mark.parametrize("name", ["If-None-Match", "If-Match"])
def test_a_reader_who_has_seen_more_is_answered_by_the_primary(board: Board, path: str, name: str) -> None:
    asked = Asked()
    with asked.watching():
        Client().get(path, headers={name: FAR_HEAD})
    assert asked.databases[:3] == [REPLICA, REPLICA, PRIMARY]
    assert set(asked.databases[2:]) == {PRIMARY}
    assert board.noted == [(Head.objects.get().seq, True)]


def test_what_any_reader_was_shown_is_shown_to_all(board: Board) -> None:
    board.told = 999
    asked = Asked()
    with asked.watching():
        assert Client().get("/companies/").status_code == 200
    assert asked.databases[:3] == [REPLICA, REPLICA, PRIMARY]


def test_where_nobody_can_tell_what_was_shown_the_primary_alone_is_asked(board: Board) -> None:
    board.told = None
    asked = Asked()
    with asked.watching():
        assert Client().get("/").status_code == 200
    assert set(asked.databases) == {PRIMARY}
    assert board.noted == [(Head.objects.get().seq, True)]


@pytest.mark.parametrize(
    "fault",
    [
        _gone,
        lambda: _fault(_Coded("40001")),  # the replica's replay ended the statement
        lambda: _fault(_Coded("42P01"), ProgrammingError),  # a table that the replica has not got yet
    ],
)
def test_whatever_a_replica_refuses_is_asked_again_elsewhere(board: Board, fault: Callable[[], Exception]) -> None:
    asked = Asked(fault)
    plain = Client().get("/api/v1/stances/")
    with asked.watching():
        response = Client().get("/api/v1/stances/")
    assert (response.status_code, response.content) == (200, plain.content)
    assert asked.databases[0] == REPLICA
    assert asked.databases[-1] == PRIMARY


def test_a_replica_that_fails_in_the_middle_leaves_nothing_of_its_answer(board: Board) -> None:
    plain = Client().get("/companies/acme/")
    count = itertools.count()

    def fail_later(execute: Callable[..., Any], *arguments: Any) -> Any:
        reading = current_reading()
        if reading and reading.replica and next(count) == 2:
            raise _gone()
        return execute(*arguments)

    with connection.execute_wrapper(fail_later):
        response = Client().get("/companies/acme/")
    assert (response.status_code, response.content, response["ETag"]) == (200, plain.content, plain["ETag"])


def test_one_that_is_gone_is_not_asked_again_at_once(board: Board) -> None:
    asked = Asked(_gone)
    client = Client()
    with asked.watching():
        for _ in range(3):
            assert client.get("/api/v1/stances/").status_code == 200
    assert asked.databases.count(REPLICA) == 2  # each of the two once, which have one alias here


def test_a_statement_that_took_too_long_is_not_repeated(board: Board) -> None:
    asked = Asked(lambda: _fault(_Coded("57014")))
    with asked.watching():
        response = Client(raise_request_exception=False).get("/api/v1/stances/")
    assert response.status_code == 503
    assert asked.databases == [REPLICA]


def test_a_fault_of_ours_is_not_repeated(board: Board) -> None:
    asked = Asked(lambda: ValueError("ours"))
    with asked.watching():
        response = Client(raise_request_exception=False).get("/api/v1/stances/")
    assert response.status_code == 500
    assert asked.databases == [REPLICA]


def test_where_the_primary_is_needed_and_gone_nothing_older_is_shown(board: Board) -> None:
    def fail(execute: Callable[..., Any], *arguments: Any) -> Any:
        reading = current_reading()
        if reading and reading.replica is None:
            raise _gone()
        return execute(*arguments)

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(fail):
        assert client.get("/api/v1/stances/").status_code == 200
        assert client.get("/api/v1/stances/", headers={"If-None-Match": FAR_HEAD}).status_code == 503


def test_the_desk_is_the_primarys_and_what_is_published_there_is_shown_everywhere(board: Board) -> None:
    client = Client()
    client.force_login(cast.editor())
    asked = Asked()
    with asked.watching():
        assert client.get("/admin/").status_code == 200
        assert board.noted == []
        client.post("/admin/companies/company/add/", {"name": "Hooli"})
    assert set(asked.databases) == {PRIMARY}
    assert board.noted == [(Head.objects.get().seq, True)]


def test_what_was_saved_is_told_although_the_head_can_not_be_read_then(board: Board) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse("saved")

    def fail(*arguments: Any) -> None:
        raise _gone()

    request = HttpRequest()
    request.method, request.path_info = "POST", "/admin/"
    with connection.execute_wrapper(fail):
        assert ReplicaMiddleware(answer)(request).content == b"saved"  # type: ignore[attr-defined]


def test_methods_that_only_say_what_may_be_done_ask_no_replica(board: Board) -> None:
    asked = Asked()
    with asked.watching():
        assert Client().post("/").status_code == 405
        assert Client().options("/api/v1/stances/").status_code == 204
    assert (asked.databases, board.noted) == ([], [])


def test_what_shows_nothing_of_the_record_tells_nothing_of_its_head(board: Board) -> None:
    board.told = None
    assert Client().get("/api/v1/schema/").status_code == 200
    assert board.noted == []


def test_every_address_of_readers_is_read_from_replicas(board: Board) -> None:
    for address in reader_addresses():
        asked = Asked()
        with asked.watching():
            Client().get(address)
        assert PRIMARY not in asked.databases, address


def test_without_replicas_it_is_not_there() -> None:
    with pytest.raises(MiddlewareNotUsed):
        ReplicaMiddleware(lambda request: HttpResponse())
