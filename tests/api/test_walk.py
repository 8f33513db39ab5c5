"""Walking a long list by cursor while the record goes on (QUALITY A06)."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import clock as product_clock
from companies.models import Company, Stance
from companies.models.desk_row import DeskRow
from companies.record.publish import publish, retract
from companies.record.revision import Entry
from tests import cast
from tests.api.asking import ask, get
from tests.conftest import FULL

pytestmark = pytest.mark.django_db

STANDING, PUBLISHED, RETRACTED = (50_000, 1_000, 200) if FULL else (300, 20, 10)
PAGE = 100 if FULL else 10
SET = 500


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


def test_a_late_page_costs_the_queries_and_the_rows_of_the_first(db: None, clock: datetime) -> None:
    stances = make_stances(0, STANDING)
    act, gazette = stances[0].law, stances[0].citations.get().source
    with product_clock.fixed(clock - timedelta(hours=1)):
        publish([act.jurisdiction, act, gazette], cause="new_evidence")
        publish_in_sets(stances)
    first, late = f"stances/?page_size={PAGE}", f"stances/?page_size={PAGE}"
    for _ in range(STANDING // PAGE - 2):
        late = ask(late)["next"]
    with CaptureQueriesContext(connection) as of_first:
        get(first)
    with CaptureQueriesContext(connection) as of_late:
        get(late)
    assert len(of_late) == len(of_first)
    assert _plan(of_late).startswith(("SEARCH", "Limit"))


def _plan(captured: CaptureQueriesContext) -> str:
    """Return the database's plan for the query of the page: no scan of the whole table, no sort of it all."""
    query = next(
        entry["sql"] for entry in captured.captured_queries if "ORDER BY" in entry["sql"] and "LIMIT" in entry["sql"]
    )
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(f"{explain}{query}")
        steps = cursor.fetchall()
    text = [str(step[-1]) for step in steps]
    if connection.vendor == "sqlite":
        assert not any("SCAN companies_entry" in step or "TEMP B-TREE FOR ORDER" in step for step in text), text
    return text[0]


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
