"""Walking a long list by cursor while the record goes on (A06)."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from companies import clock as product_clock
from companies.models import Citation, Company, Law, Source, Stance
from companies.models.desk_row import DeskRow
from companies.record.ledger.revision import Entry
from companies.record.ledger.statistics import gather_statistics
from companies.record.publishing.publish import publish, retract
from companies.record.reading.ordering import ordering_names
from tests import cast
from tests.api.asking import ask, get
from tests.conftest import FULL
from tests.instant import BASE_INSTANT

# Each test runs inside the transaction of the module's list, and is rolled back to it.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_list")]

STANDING, PUBLISHED, RETRACTED = (50_000, 1_000, 200) if FULL else (300, 20, 10)
PAGE = 100 if FULL else 10
SET = 500
# What reading one row for a page may take: SQLite's steps, and rows of tables and indexes that PostgreSQL takes.
A_ROW = {"sqlite": 100, "postgresql": 12}


def add_stances(first: int, number: int) -> list[Stance]:
    """Put so many stances on the desk, five a company, many announced on one day."""
    law, source = Law.objects.get(slug="data-act"), Source.objects.get(slug="gazette")
    places = range(first, first + number)
    companies = {
        place // 5: Company(slug=f"company-{place // 5}", name="Some Company", kind="company", summary="It sells.")
        for place in places
    }
    Company.objects.bulk_create(companies.values())
    stances = Stance.objects.bulk_create(
        Stance(
            slug=f"stance-{place}",
            company=companies[place // 5],
            law=law,
            demand="user_data",
            position="refuses",
            announced_on=f"{2000 + place % 7}-{place % 3 + 1:02}-{place % 28 + 1:02}",
            summary="It says that it will not.",
        )
        for place in places
    )
    Citation.objects.bulk_create(Citation(stance=row, source=source, relation="supports") for row in stances)
    return stances


def publish_in_sets(rows: list[Stance]) -> None:
    """Publish stances with their companies, some hundreds at once."""
    for start in range(0, len(rows), SET):
        stances = rows[start : start + SET]
        companies: list[DeskRow] = [*{row.company_id: row.company for row in stances}.values()]
        publish([*companies, *stances], cause="new_evidence", note="More.")


@pytest.fixture(scope="module")
def long_list(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A record with many stances, published two hours ago; undone when this file's tests are over."""
    around_this_file = transaction.atomic()
    around_this_file._from_testcase = True  # type: ignore[attr-defined]  # as Django's TestCase marks those of its own
    with django_db_blocker.unblock(), around_this_file:
        with product_clock.fixed(BASE_INSTANT - timedelta(hours=2)):
            law, source = cast.law(), cast.source()
            publish([law.jurisdiction, law, source], cause="new_evidence")
            publish_in_sets(add_stances(0, STANDING))
        yield
        transaction.set_rollback(True)


def test_a_walk_shows_each_row_once_and_misses_none_while_others_come_and_go(clock: datetime) -> None:
    expected = set(Stance.objects.values_list("slug", flat=True))
    seen: list[str] = []
    address, steps = f"stances/?page_size={PAGE}&fields=slug&omit=record", 0
    acts = {1: 0, STANDING // PAGE // 2: 1}
    while address:
        with product_clock.fixed(clock - timedelta(hours=1) + timedelta(seconds=steps)):
            answer = ask(address)
            if steps in acts:
                come_and_go(acts[steps])
        seen += [row["slug"] for row in answer["results"]]
        address, steps = answer["next"], steps + 1
    assert steps == STANDING // PAGE
    assert len(seen) == len(set(seen))
    assert set(seen) == expected
    assert ask("stances/?count=true&page_size=1")["count"] == STANDING + PUBLISHED - RETRACTED


def come_and_go(turn: int) -> None:
    """Publish half of those that come, and retract half of those that go, from both ends of the list."""
    publish_in_sets(add_stances(STANDING + turn * PUBLISHED, PUBLISHED // 2))
    gone = range(turn, STANDING, STANDING * 2 // RETRACTED)
    retract([("stance", f"stance-{place}") for place in gone], note="Taken back.")


def test_any_page_of_any_order_costs_the_queries_and_rows_of_a_page_not_of_the_list(clock: datetime) -> None:
    if connection.vendor == "postgresql":
        know_the_tables()
    for kind, plural in {"stance": "stances", "company": "companies", "change": "changes"}.items():
        for name in ordering_names(kind):
            first = late = f"{plural}/?page_size={PAGE}&ordering={name}"
            length = {"company": STANDING // 5}.get(kind, STANDING)
            for _ in range(min(length // PAGE, 500) - 2):
                late = ask(late)["next"]
            costs = [_cost(address) for address in (first, late)]
            assert costs[1].queries == costs[0].queries, name
            assert all(cost.rows <= A_ROW[connection.vendor] * (PAGE + 1) for cost in costs), (kind, name, costs)


def test_a_companys_answers_cost_what_they_are_not_what_the_list_is(clock: datetime) -> None:
    know_the_tables()
    # In a list as short as the suite's, walking it by its instants costs no more than to sort five rows, SQLite thinks.
    for name in (name for name in ordering_names("stance") if FULL or "recorded_at" not in name):
        cost = _cost(f"stances/?company=company-7&page_size={PAGE}&ordering={name}")
        assert cost.rows <= A_ROW[connection.vendor] * (PAGE + 1), (name, cost)


def know_the_tables() -> None:
    """Gather statistics, as every start and load does. (Without them SQLite knows at least a list's own order.)"""
    gather_statistics()
    if connection.vendor == "postgresql" and not FULL:
        # It would read tables as small as the suite's whole, and be right.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")


@dataclass(frozen=True)
class _Cost:
    """How many queries an answer took, and what reading the rows of its page took."""

    queries: int
    rows: int


def _cost(address: str) -> _Cost:
    with CaptureQueriesContext(connection) as captured:
        get(address)
    return _Cost(len(captured), _rows_read(captured))


def _rows_read(captured: CaptureQueriesContext) -> int:
    """Return what the query of the page's rows takes, in the measure of ``A_ROW``."""
    query = next(
        entry["sql"] for entry in captured.captured_queries if "ORDER BY" in entry["sql"] and "LIMIT" in entry["sql"]
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            steps = itertools.count()
            connection.connection.set_progress_handler(lambda: next(steps) < 0, 1)
            cursor.execute(query)
            cursor.fetchall()
            connection.connection.set_progress_handler(None, 1)
            return next(steps)
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}")
        return _rows_of(cursor.fetchone()[0][0]["Plan"])


def _rows_of(node: dict[str, Any]) -> int:
    """Return the rows that a plan's node and those below it took, with those that they threw away."""
    taken: int = node["Actual Rows"] * node["Actual Loops"] + node.get("Rows Removed by Filter", 0)
    return taken + sum(_rows_of(below) for below in node.get("Plans", ()))


def test_the_rows_of_a_walk_are_those_of_one_instant(clock: datetime) -> None:
    first = ask("stances/?page_size=2")
    publish_in_sets(add_stances(STANDING, 2))
    assert Entry.objects.filter(kind="stance").count() == STANDING + 2
    second = ask(first["next"])
    assert (second["known_at"], second["head"]) == (first["known_at"], first["head"])
