"""Replicas are asked in turn, and one that is gone is left alone for a while (decision 044)."""

import pytest
from django.db import connection

from tracker.routing.newest_shown import NewestShown
from tracker.routing.replicas import REST_SECONDS, Replicas, StreamingReplica


def test_each_request_begins_with_another_replica_and_may_ask_all() -> None:
    found = Replicas(["a", "b", "c"])
    assert [found.in_turn() for _ in range(4)] == [list("abc"), list("bca"), list("cab"), list("abc")]


def test_one_that_is_gone_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("tracker.routing.replicas.time.monotonic", lambda: now)
    found = Replicas(["a", "b"])
    found.rest("a")
    assert [found.in_turn() for _ in range(2)] == [["b"], ["b"]]
    now += REST_SECONDS
    assert found.in_turn() == ["a", "b"]


class Shown(NewestShown):
    """What was shown, without a Redis."""

    def __init__(self, told: int | None) -> None:
        self._told = told

    def head(self) -> int | None:
        return self._told


@pytest.mark.parametrize(("held", "shown", "seen"), [(0, 5, 5), (7, 5, 7), (7, None, None)])
def test_what_was_seen_is_what_this_reader_or_any_other_has_seen(
    held: int, shown: int | None, seen: int | None
) -> None:
    assert StreamingReplica("replica-1", held, Shown(shown)).newest_seen() == seen


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replicas")
def test_a_server_that_never_was_a_replica_has_replayed_nothing() -> None:
    assert StreamingReplica("default", 0, Shown(None)).replayed_until() is None
