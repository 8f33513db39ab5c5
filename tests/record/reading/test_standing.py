"""The newest answers that stand, as they are asked for by place and by demand: what Python finds among all."""

from datetime import date, datetime
from itertools import product

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from companies.record.reading import read, standing, totals
from companies.record.reading.known import lies_in
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot
from companies.record.reading.stance_views import is_in_force
from companies.vocabulary import DEMANDS
from tests import cast

pytestmark = pytest.mark.django_db

DAYS = [None, date(2020, 7, 1), date(2022, 1, 1), date(2010, 1, 1)]


@pytest.fixture(autouse=True)
def answers(clock: datetime) -> None:
    """Ten companies answer user data twice each in two places; one of them removals, of which nobody else is asked."""
    freedonia, gazette = cast.place(), cast.source()
    laws = [cast.law(jurisdiction=freedonia), cast.law("other-act", jurisdiction=cast.place("sylvania"))]
    for number, law in product(range(10), laws):
        slug = f"company-{number}"
        company = Company.objects.filter(slug=slug).first() or cast.company(slug)
        for year in (2019, 2021):
            key = f"{law.slug}-{number}-{year}"
            cast.stance(key, company=company, law=law, announced_on=f"{year}-0{number % 9 + 1}", cited=[gazette])
    cast.stance("rare", law=laws[1], demand="content_removal", announced_on="2020-02", cited=[gazette])
    cast.publish_everything()


def expected(snapshot: Snapshot, place: str = "", demand: str = "") -> list[str]:
    """Return the slugs of what stands, newest first, as a look at every answer finds them."""
    everything = read.items(take_snapshot(Clocks()), "stance")
    found = [
        item
        for item in everything
        if is_in_force(item, snapshot.day)
        and item.columns.jurisdiction_path.startswith(place)
        and item.columns.demand in (demand or item.columns.demand)
    ]
    order = lambda item: (item.columns.announced_last, item.columns.announced_precision, item.key)  # noqa: E731
    return [item.key for item in sorted(found, key=order, reverse=True)]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("at_most", [3, 100])
def test_of_a_place_the_newest_that_stand_are_found_in_one_query(day: date | None, at_most: int) -> None:
    snapshot = take_snapshot(Clocks(day))
    for condition, place in ((lies_in("/freedonia/"), "/freedonia/"), (Q(), ""), (Q(law="data-act"), "/freedonia/")):
        with CaptureQueriesContext(connection) as captured:
            found = standing.newest_standing(snapshot, condition, at_most)
        assert [item.key for item in found] == expected(snapshot, place)[:at_most]
        assert len(captured) == 1


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("rare", [1, 20, 1000])
def test_of_a_demand_the_newest_that_stand_are_found_however_rare_it_is(
    monkeypatch: pytest.MonkeyPatch, day: date | None, rare: int
) -> None:
    monkeypatch.setattr(standing, "RARE", rare)
    snapshot = take_snapshot(Clocks(day))
    by_law = totals.in_force_by_law(snapshot)
    for demand in DEMANDS.codes:
        with CaptureQueriesContext(connection) as captured:
            found = standing.newest_to_demand(snapshot, demand, by_law, 100)
        assert [item.key for item in found] == expected(snapshot, demand=demand)
        assert len(captured) == bool(found)


def test_a_rare_demand_is_looked_for_among_the_answers_to_its_laws_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = take_snapshot(Clocks())
    by_law = totals.in_force_by_law(snapshot)
    asked: list[Q] = []
    monkeypatch.setattr(standing, "newest_standing", lambda _, condition, at_most: asked.append(condition))
    for demand in ("content_removal", "user_data"):
        standing.newest_to_demand(snapshot, demand, by_law, 100)
    assert asked == [Q(demand__in=["content_removal"]) & Q(law__in=["other-act"]), Q(demand__in=["user_data"])]
