"""One state of the record for each answer, whatever is published while it is being read (design: rules of time 5)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import clock
from companies.record.ledger.rebuild import rebuild_entries
from companies.record.publishing.publish import publish
from companies.record.reading import read
from companies.record.reading.head import STATEMENT_OF_THEN
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast
from tests.instant import BASE_INSTANT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

SECOND = timedelta(seconds=1)


def test_what_is_published_after_the_head_was_read_does_not_show_even_before_the_asked_instant() -> None:
    row = cast.source()
    publish([row], cause="new_evidence")
    asked = BASE_INSTANT + 9 * SECOND
    with clock.fixed(asked):
        snapshot = take_snapshot(Clocks(known_at=asked))
    row.title = "What it says now"
    row.save()
    with clock.fixed(BASE_INSTANT + 5 * SECOND):
        publish([row], cause="correction", note="The title was wrong.")
    item = read.find(snapshot, "source", "gazette")
    assert item is not None
    assert (item.version, item.superseded_at) == (1, None)
    assert [item.version for item in read.history(snapshot, "source", "gazette")] == [1]
    with clock.fixed(asked):
        later = read.find(take_snapshot(Clocks(known_at=BASE_INSTANT + 5 * SECOND)), "source", "gazette")
        earlier = read.history(take_snapshot(Clocks()), "source", "gazette")[1]
    assert later is not None
    assert later.version == 2
    assert earlier.superseded_at == BASE_INSTANT + 5 * SECOND


def test_an_answer_is_settled_with_both_clocks_up_to_the_newest_instant_or_60_seconds_on() -> None:
    publish([cast.source()], cause="new_evidence")
    day = date(2020, 7, 6)

    def settled(known_at: timedelta, now: timedelta) -> bool:
        with clock.fixed(BASE_INSTANT + now):
            return take_snapshot(Clocks(day, BASE_INSTANT + known_at)).settled

    assert settled(0 * SECOND, 0 * SECOND)
    assert not settled(1 * SECOND, 60 * SECOND)
    assert settled(1 * SECOND, 61 * SECOND)
    assert not take_snapshot(Clocks(valid_on=day)).settled
    assert not take_snapshot(Clocks(known_at=BASE_INSTANT)).settled


def test_before_the_first_revision_nothing_was_known() -> None:
    publish([cast.source()], cause="new_evidence")
    before = take_snapshot(Clocks(known_at=BASE_INSTANT - timedelta(microseconds=1)))
    assert (before.head, before.instant, before.ledger) == (0, None, "")
    assert before.known_at == BASE_INSTANT - timedelta(microseconds=1)
    assert read.find(before, "source", "gazette") is None
    assert read.items(before, "source") == []
    assert read.history(before, "source", "gazette") == []


def test_rebuilding_takes_the_head_first_so_that_nothing_is_published_meanwhile() -> None:
    publish([cast.source()], cause="new_evidence")
    with CaptureQueriesContext(connection) as context:
        rebuild_entries()
    asked = [query["sql"] for query in context.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert "companies_head" in asked[0]
    assert connection.vendor != "postgresql" or asked[0].endswith("FOR UPDATE")


def test_the_newest_revision_of_an_earlier_instant_is_found_by_an_index_without_sorting() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows are read sooner without an index: what is asked is whether one serves the order.
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {STATEMENT_OF_THEN}", [connection.ops.adapt_datetimefield_value(BASE_INSTANT)])
        plan = str(cursor.fetchall())
    assert "revision_by_time" in plan
    assert not [word for word in ("SCAN", "Seq Scan", "Sort", "TEMP B-TREE") if word in plan], plan
