"""Which dates can't be, and which are odd: the same in forms and packs (decision 016)."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from companies import clock as product_clock
from companies.models import LawEvent
from companies.models.date_rules import (
    check_oddities,
    closed_oddities,
    early_oddities,
    event_fault,
    event_source_fault,
    figure_oddities,
    figure_source_fault,
    future_fault,
    future_oddities,
    law_oddities,
    older_source_fault,
    owner_oddities,
    repeal_fault,
    source_oddities,
    surely_before,
)
from companies.vocabulary import EVENT_KINDS
from tests import cast

Fields = dict[str, str]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2020-07-05", "2020-07-06", True),
        ("2020-06", "2020-07-01", True),
        ("2019", "2020", True),
        ("2020-07-06", "2020-07-06", False),
        ("2020-07", "2020-07-06", False),
        ("2020-07-06", "2020-07", False),
        ("2021", "2020", False),
        ("", "2020", False),
        ("2020", "2020-13", False),
    ],
)
def test_one_date_is_before_another_only_where_no_day_of_both_says_otherwise(
    one: str, other: str, before: bool
) -> None:
    assert surely_before(one, other) is before


def test_a_source_supports_nothing_that_was_announced_after_it() -> None:
    older = "gazette was published on 2020-07-04, before the announcement on 2020-07-06"
    assert older_source_fault("gazette", "2020-07-04", "2020-07-06") == older
    assert older_source_fault("gazette", "2020-07-05", "2020-07-06") is None  # the evening before, further west
    assert older_source_fault("gazette", "2020-07", "2020-07-06") is None


@pytest.mark.parametrize(
    ("hour", "text", "future"),
    [
        (9, "2021-03-02", True),
        (10, "2021-03-02", False),
        (10, "2021-03-03", True),
        (10, "2021-03", False),
        (10, "2021-04", True),
        (10, "2022", True),
        (10, "", False),
        (10, "2022-13", False),
    ],
)
def test_the_future_begins_after_the_day_that_has_begun_first(hour: int, text: str, future: bool) -> None:
    with product_clock.fixed(datetime(2021, 3, 1, hour, tzinfo=UTC)):
        assert (future_fault(text) is not None) is future
        assert (list(future_oddities(text)) != []) is future


def test_only_what_can_be_planned_may_lie_ahead_or_rest_on_an_older_article() -> None:
    never_planned = {"proposed", "adopted", "struck_down", "applied"}
    for kind in EVENT_KINDS.codes:
        assert (event_fault(kind, "2031") is not None) is (kind in never_planned)
        assert (event_source_fault(kind, "2026", "herald", "2021") is not None) is (kind in never_planned)
        assert event_source_fault(kind, "2026-03-02", "herald", "2026-03-01") is None


def test_a_law_is_not_repealed_before_it_was_adopted() -> None:
    assert repeal_fault("2020", "2019") == "2019 lies before it was adopted: 2020"
    assert repeal_fault("2020", "2020") is None
    assert repeal_fault("", "2019") is None


def test_a_figure_is_in_no_report_older_than_its_period() -> None:
    assert figure_source_fault("herald", "2019", "2020-07") == "herald was published on 2019, before 2020-07"
    assert figure_source_fault("herald", "2020", "2020-07") is None
    assert [message for _, message in figure_oddities("herald", "2020-05", "2020-06")] == [
        "herald was published on 2020-05, before the period ended: 2020-06."
    ]
    assert list(figure_oddities("herald", "2020-06-29", "2020-06")) == []
    assert list(figure_oddities("herald", "", "2020-06")) == []


def test_what_is_odd_about_a_law_is_told_once_each() -> None:
    event = {"date": "2026", "kind": "amended", "source": "herald"}
    law = {"adopted_on": "2020", "in_force_on": "2019", "repealed_on": "2018", "events": [event]}
    assert [message for _, message in law_oddities(law, {"herald": "2021"})] == [
        "It is in force from a day before it was adopted.",
        "It is repealed before it is in force.",
        "herald of 2021 tells of an event more than a year later: 2026.",
    ]
    planned = {"adopted_on": "2020", "in_force_on": "2021", "events": [{**event, "date": "2021-12"}]}
    assert list(law_oddities(planned, {"herald": "2021-01"})) == []


def test_an_answer_older_than_all_that_is_recorded_of_its_law_is_odd() -> None:
    law = {"short_name": "Data Act", "adopted_on": "2024-05", "events": [{"date": "2023"}]}
    message = "2019 lies before all that is recorded of the law (Data Act): 2023."
    assert [said for _, said in early_oddities("2019", law)] == [message]
    assert list(early_oddities("2023", law)) == []
    assert list(early_oddities("2019", {"short_name": "Data Act"})) == []


def test_a_checks_source_older_than_its_question_is_odd() -> None:
    assert [said for _, said in check_oddities("2020-07", "herald", "2019")] == [
        "herald was published on 2019, before 2020-07."
    ]
    assert list(check_oddities("", "herald", "2019")) == []


def test_a_source_that_is_older_or_to_come_is_odd_where_it_is_not_refused() -> None:
    assert [code for code, _ in source_oddities("2020", [("old", "2019"), ("new", "2031"), ("fit", "2020")])] == [
        "too-old:old:2020",
        "too-young:new",
    ]


def test_a_source_gets_no_date_before_what_rests_on_it() -> None:
    herald = cast.source("herald", published_on="2026")
    law = cast.law(events=[{"date": "2025", "kind": "applied", "source": herald}])
    figure = cast.figure(source=herald)
    herald.published_on = "2019"
    with pytest.raises(ValidationError) as refused:
        herald.clean()
    told = f"It tells of what came later: {law.slug}, {figure.key}"
    assert refused.value.message_dict == {"published_on": [told]}


def test_an_event_that_could_not_be_planned_is_judged_by_itself() -> None:
    with pytest.raises(ValidationError, match="lies in the future"):
        LawEvent(date="2031", kind="applied", title="A").clean()
    LawEvent(date="2031", kind="repealed", title="A").clean()


@pytest.mark.parametrize(
    ("one", "other", "odd"),
    [
        ({"from": "2010", "to": "2014"}, {"from": "2014-10-06"}, False),
        ({"from": "2010", "to": "2015-01-01"}, {"from": "2014"}, True),
        ({"to": "2015-01-01"}, {"from": "2014"}, False),
        ({"from": "2010", "to": "2012"}, {"from": "2011-05", "to": "2011-06"}, True),
        ({"from": "2010", "to": "2012"}, {"from": "2012", "to": "2013"}, False),
        ({"from": "2010", "to": "2012"}, {}, False),
    ],
)
def test_owners_are_odd_where_their_times_surely_overlap(one: Fields, other: Fields, odd: bool) -> None:
    owners = [{"company": "globex", **one}, {"company": "bolt", **other}]
    for listed in (owners, owners[::-1]):
        assert len(list(owner_oddities(listed))) == odd
    assert list(owner_oddities(owners[:1])) == []


@pytest.mark.parametrize(
    ("announced_on", "closed_on", "odd"),
    [("2020-07-06", "2020-07-05", True), ("2020-07-06", "2020-07", False), ("2021", "2020", True), ("2021", "", False)],
)
def test_an_announcement_after_the_closing_is_odd(announced_on: str, closed_on: str, odd: bool) -> None:
    assert len(list(closed_oddities(announced_on, "Acme", closed_on))) == odd
