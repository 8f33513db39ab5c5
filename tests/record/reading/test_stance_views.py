"""Stances as pages show them: up to a day, as known at an instant."""

from datetime import date, datetime

import pytest
from django.db.models import Q

from companies.record.reading import stance_views
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast

pytestmark = pytest.mark.django_db


def _three_stances() -> None:
    """Acme refuses in 2018, says so again in 2019, and complies from 2020."""
    for year, position in ((2018, "refuses"), (2019, "refuses"), (2020, "complies")):
        cast.stance(f"acme-{year}", announced_on=f"{year}-05-01", position=position)
    cast.publish_everything()


def test_a_company_that_repeats_itself_makes_no_news(clock: datetime) -> None:
    _three_stances()
    moves = stance_views.latest_moves(take_snapshot(Clocks()), 5)
    assert [item.key for item in moves] == ["acme-2020", "acme-2018"]


def test_the_latest_moves_of_a_day_are_those_made_by_it(clock: datetime) -> None:
    _three_stances()
    moves = stance_views.latest_moves(take_snapshot(Clocks(valid_on=date(2019, 12, 31))), 5)
    assert [item.key for item in moves] == ["acme-2018"]


def test_a_page_shows_the_stances_up_to_its_day_and_which_were_in_force(clock: datetime) -> None:
    _three_stances()
    snapshot = take_snapshot(Clocks(valid_on=date(2019, 6, 1)))
    stances = stance_views.stances_up_to_day(snapshot, Q(company="acme"))
    assert [(item.key, stance_views.is_in_force(item, snapshot.day)) for item in stances] == [
        ("acme-2018", False),
        ("acme-2019", True),
    ]
    assert [item.key for item in stance_views.stances_in_force(snapshot)] == ["acme-2019"]


def test_a_chain_is_whole_whatever_the_day(clock: datetime) -> None:
    _three_stances()
    snapshot = take_snapshot(Clocks(valid_on=date(2018, 6, 1)))
    chain = stance_views.whole_chain(snapshot, ("acme", "data-act", "user_data"))
    assert [item.key for item in chain] == ["acme-2018", "acme-2019", "acme-2020"]


def test_before_anything_was_published_there_is_nothing(clock: datetime) -> None:
    snapshot = take_snapshot(Clocks())
    assert stance_views.latest_moves(snapshot, 5) == []
    assert stance_views.most_answered(snapshot) is None
    assert stance_views.stances_in_force(snapshot) == []


def test_the_demand_that_most_answer_is_named_by_its_law(clock: datetime) -> None:
    _three_stances()
    assert stance_views.most_answered(take_snapshot(Clocks())) == ("data-act", "user_data")


def test_the_database_and_an_item_in_hand_agree_on_what_is_in_force(clock: datetime) -> None:
    _three_stances()
    for day in (date(2018, 4, 30), date(2018, 5, 1), date(2019, 4, 30), date(2019, 5, 1), date(2020, 5, 1)):
        snapshot = take_snapshot(Clocks(valid_on=day))
        everything = stance_views.whole_chain(snapshot, ("acme", "data-act", "user_data"))
        assert [item.key for item in everything if stance_views.is_in_force(item, day)] == [
            item.key for item in stance_views.stances_in_force(snapshot)
        ]


def test_positions_are_counted_as_they_stood_on_the_day(clock: datetime) -> None:
    _three_stances()
    now, then = take_snapshot(Clocks()), take_snapshot(Clocks(valid_on=date(2019, 1, 1)))
    assert stance_views.positions_in_force(now, "law") == {"data-act": {"complies": 1}}
    assert stance_views.positions_in_force(then, "law") == {"data-act": {"refuses": 1}}
