"""Stances as pages show them: up to a day, as known at an instant."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.db.models import Q

from companies.models import Company
from companies.record.publishing.publish import publish
from companies.record.reading import stance_views, totals
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast

pytestmark = pytest.mark.django_db


def _three_stances() -> None:
    """Acme refuses in 2018, says so again in 2019, and complies from 2020."""
    for year, position in ((2018, "refuses"), (2019, "refuses"), (2020, "complies")):
        cast.stance(f"acme-{year}", announced_on=f"{year}-05-01", position=position)
    cast.publish_everything()


def test_a_company_that_repeats_itself_makes_no_news_and_is_told_once_a_law(clock: datetime) -> None:
    _three_stances()
    globex = cast.company("globex")
    for year in (2021, 2022):
        cast.stance(f"globex-{year}", company=globex, announced_on=f"{year}-05-01")
    publish(cast.everything(), cause="new_evidence", note="More.")
    moves = stance_views.latest_moves(take_snapshot(Clocks()), 5)
    assert [item.key for item in moves] == ["globex-2021", "acme-2020"]


def test_of_a_company_and_a_law_the_newest_move_is_told_whatever_it_is_about(clock: datetime) -> None:
    cast.stance("acme-1", announced_on="2020-05-01")
    cast.stance("acme-2", announced_on="2020-05-02", demand="content_removal")
    cast.stance("acme-3", announced_on="2020-05-01", law=cast.law("other-act"))
    cast.publish_everything()
    moves = stance_views.latest_moves(take_snapshot(Clocks()), 5)
    assert [item.key for item in moves] == ["acme-2", "acme-3"]
    assert len(stance_views.latest_moves(take_snapshot(Clocks()), 1)) == 1


def test_the_latest_moves_of_a_day_are_those_made_by_it(clock: datetime) -> None:
    _three_stances()
    moves = stance_views.latest_moves(take_snapshot(Clocks(valid_on=date(2019, 12, 31))), 5)
    assert [item.key for item in moves] == ["acme-2018"]


def test_a_page_shows_the_stances_up_to_its_day_and_which_were_in_force(clock: datetime) -> None:
    _three_stances()
    snapshot = take_snapshot(Clocks(valid_on=date(2019, 6, 1)))
    stances = stance_views.newest(stance_views.made_by_day(snapshot, Q(company="acme")), 5)
    assert [(stance.key, stance_views.was_in_force(stance, snapshot.day)) for stance in stances] == [
        ("acme-2019", True),
        ("acme-2018", False),
    ]
    assert [stance.key for stance in stance_views.newest(stance_views.standing(snapshot, Q()), 5)] == ["acme-2019"]


def test_of_many_the_newest_are_given(clock: datetime) -> None:
    _three_stances()
    made = stance_views.made_by_day(take_snapshot(Clocks()), Q())
    assert [stance.key for stance in stance_views.newest(made, 2)] == ["acme-2020", "acme-2019"]


def test_what_stood_on_any_day_of_some_time_is_found(clock: datetime) -> None:
    _three_stances()
    for begins, ends, found in (
        (date(2018, 4, 1), date(2018, 4, 30), set()),
        (date(2018, 5, 1), date(2019, 4, 30), {"acme-2018"}),
        (date(2019, 4, 30), date(2020, 4, 30), {"acme-2018", "acme-2019"}),
        (date(2020, 5, 1), date(2026, 1, 1), {"acme-2020"}),
    ):
        stood = stance_views.stood_between(take_snapshot(Clocks()), Q(company="acme"), begins, ends)
        assert {stance.key for stance in stood} == found


def test_what_others_said_is_found_by_who_is_covered_and_by_whose_service_it_is(clock: datetime) -> None:
    acme = cast.company()
    mail = cast.company("acme-mail", kind="service", parent=acme)
    cast.stance("acme-1", company=acme, covers=["acme"])
    cast.stance("globex-1", company=cast.company("globex"), covers=["acme"])
    cast.stance("globex-2", company=Company.objects.get(slug="globex"), announced_on="2021")
    cast.stance("mail-1", company=mail)
    cast.publish_everything()
    snapshot = take_snapshot(Clocks())
    for services, found in ((["acme-mail"], {"globex-1", "mail-1"}), ([], {"globex-1"})):
        others = stance_views.made_by_day(snapshot, stance_views.covers_or_of("acme", services))
        assert {stance.key for stance in others} == found


def test_a_check_is_unanswered_where_no_answer_of_its_chain_stands(clock: datetime) -> None:
    cast.stance("acme-1", announced_on="2020", demand="user_data")
    for demand in ("user_data", "content_removal"):
        cast.check(demand=demand, looked_on="2019-05-05")
    cast.publish_everything()
    for day, demands in ((date(2019, 6, 1), {"user_data", "content_removal"}), (date(2021, 1, 1), {"content_removal"})):
        snapshot = take_snapshot(Clocks(day))
        checks = stance_views.checks_up_to_day(snapshot, stance_views.unanswered(snapshot))
        assert {item.columns.demand for item in checks} == demands
    assert stance_views.checks_up_to_day(take_snapshot(Clocks(date(2019, 5, 4))), Q()) == []
    assert len(stance_views.checks_up_to_day(take_snapshot(Clocks()), Q(), at_most=1)) == 1


def test_companies_are_counted_by_their_answers_and_told_where_somebody_only_looked(clock: datetime) -> None:
    _three_stances()
    cast.check(company=cast.company("globex"), demand="user_data", looked_on="2019-05-05")
    publish(cast.everything(), cause="new_evidence", note="More.")
    for day, found in (
        (date(2017, 1, 1), {}),
        (date(2018, 6, 1), {"acme": 1}),
        (date(2019, 5, 5), {"acme": 1, "globex": 0}),
        (None, {"acme": 1, "globex": 0}),
    ):
        assert stance_views.answered_by_company(take_snapshot(Clocks(day)), Q(law="data-act")) == found


def test_a_chain_is_whole_whatever_the_day(clock: datetime) -> None:
    _three_stances()
    snapshot = take_snapshot(Clocks(valid_on=date(2018, 6, 1)))
    chain = stance_views.whole_chain(snapshot, ("acme", "data-act", "user_data"))
    assert [item.key for item in chain] == ["acme-2018", "acme-2019", "acme-2020"]


def test_before_anything_was_published_there_is_nothing(clock: datetime) -> None:
    snapshot = take_snapshot(Clocks())
    assert stance_views.latest_moves(snapshot, 5) == []
    assert stance_views.most_answered({}) is None
    assert stance_views.newest(stance_views.standing(snapshot, Q()), 5) == []


def test_the_demand_that_most_answer_is_named_by_its_law(clock: datetime) -> None:
    _three_stances()
    by_law = totals.in_force_by_law(take_snapshot(Clocks()))
    assert stance_views.most_answered(by_law) == ("data-act", "user_data")


def test_of_demands_with_as_many_answers_the_first_by_name_is_taken_and_none_without_any() -> None:
    law = {("user_data", "refuses"): 1, ("user_data", "complies"): 1, ("interception", "refuses"): 2}
    assert stance_views.most_answered({"b": Counter(law), "a": Counter(law)}) == ("a", "interception")
    assert stance_views.most_answered({"a": Counter({("user_data", "refuses"): 0})}) is None


def test_the_database_and_an_item_in_hand_agree_on_what_is_in_force(clock: datetime) -> None:
    _three_stances()
    for day in (date(2018, 4, 30), date(2018, 5, 1), date(2019, 4, 30), date(2019, 5, 1), date(2020, 5, 1)):
        snapshot = take_snapshot(Clocks(valid_on=day))
        everything = stance_views.whole_chain(snapshot, ("acme", "data-act", "user_data"))
        assert [item.key for item in everything if stance_views.is_in_force(item, day)] == [
            stance.key for stance in stance_views.newest(stance_views.standing(snapshot, Q()), 5)
        ]
