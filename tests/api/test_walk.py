"""Walking a long list by cursor while the record goes on (QUALITY A06)."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import clock as product_clock
from companies.models import Company, Stance
from companies.models.desk_row import DeskRow
from companies.record.ordering import ordering_names
from companies.record.publish import publish, retract
from companies.record.revision import Entry
from tests import cast
from tests.api.asking import ask, get
from tests.conftest import FULL

pytestmark = pytest.mark.django_db

STANDING, PUBLISHED, RETRACTED = (50_000, 1_000, 200) if FULL else (300, 20, 10)
PAGE = 100 if FULL else 10
SET = 500
# What reading one row for a page may take: SQLite's steps, and rows of tables and indexes that PostgreSQL takes.
A_ROW = {"sqlite": 100, "postgresql": 12}


def make_stances(first: int, number: int) -> list[Stance]:
    """Make so many stances, five a company, many announced on one day."""
    return [
        cast.stance(
            f"stance-{index}",
            company=_company(index // 5),
            announced_on=f"{2000 + index % 7}-{index % 3 + 1:02}-{index % 28 + 1:02}",
        )
        for index in range(first, first + number)
    ]


def publish_in_sets(rows: list[Stance]) -> None:
    """Publish stances with their companies, some hundreds at once."""
    for start in range(0, len(rows), SET):
        stances = rows[start : start + SET]
        companies: list[DeskRow] = [*{row.company_id: row.company for row in stances}.values()]
        publish([*companies, *stances], cause="new_evidence", note="More.")


def test_a_walk_shows_each_row_once_and_misses_none_while_others_come_and_go(db: None, clock: datetime) -> None:
    with product_clock.fixed(clock - timedelta(hours=2)):
        act, gazette = cast.law(), cast.source()
        publish([act.jurisdiction, act, gazette], cause="new_evidence")
        publish_in_sets(make_stances(0, STANDING))
    expected = set(Stance.objects.values_list("slug", flat=True))
    seen: list[str] = []
    address, steps = f"stances/?page_size={PAGE}&fields=slug&omit=record", 0
    turns = STANDING // PAGE
    while address:
        with product_clock.fixed(clock - timedelta(hours=1) + timedelta(seconds=steps)):
            answer = ask(address)
            if steps in (1, turns // 2):
                publish_in_sets(make_stances(STANDING + steps * PUBLISHED, PUBLISHED // 2))
                gone = [
                    ("stance", f"stance-{index}")
                    for index in range(steps * RETRACTED, steps * RETRACTED + RETRACTED // 2)
                ]
                retract([key for key in gone if key[1] in expected], note="Taken back.")
        seen += [row["slug"] for row in answer["results"]]
        address, steps = answer["next"], steps + 1
    assert steps == turns
    assert len(seen) == len(set(seen))
    assert set(seen) == expected


def test_any_page_of_any_order_costs_the_queries_and_rows_of_a_page_not_of_the_list(db: None, clock: datetime) -> None:
    stances = make_stances(0, STANDING)
    act, gazette = stances[0].law, stances[0].citations.get().source
    with product_clock.fixed(clock - timedelta(hours=1)):
        publish([act.jurisdiction, act, gazette], cause="new_evidence")
        publish_in_sets(stances)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for kind, plural in {"stance": "stances", "company": "companies", "change": "changes"}.items():
        for name in ordering_names(kind):
            first = late = f"{plural}/?page_size={PAGE}&ordering={name}"
            length = {"company": STANDING // 5}.get(kind, STANDING)
            for _ in range(min(length // PAGE, 500) - 2):
                late = ask(late)["next"]
            costs = [_cost(address) for address in (first, late)]
            assert costs[1].queries == costs[0].queries, name
            assert all(cost.rows <= A_ROW[connection.vendor] * (PAGE + 1) for cost in costs), (kind, name, costs)


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


def _company(number: int) -> Company:
    return Company.objects.filter(slug=f"company-{number}").first() or cast.company(f"company-{number}")


def test_the_rows_of_a_walk_are_those_of_one_instant(db: None, clock: datetime) -> None:
    rows = make_stances(0, 6)
    publish([rows[0].law.jurisdiction, rows[0].law, rows[0].citations.get().source], cause="new_evidence")
    publish_in_sets(rows)
    first = ask("stances/?page_size=2")
    publish_in_sets(make_stances(100, 2))
    assert Entry.objects.filter(kind="stance").count() == 8
    second = ask(first["next"])
    assert (second["known_at"], second["head"]) == (first["known_at"], first["head"])
