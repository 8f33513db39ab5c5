"""Whether questions have an answer is what the lists say that they lead to, at both clocks."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import clock as product_clock
from companies.models import Stance
from companies.record.publishing.publish import retract
from companies.record.reading.asked import Sought, have_answers
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast

pytestmark = pytest.mark.django_db

SOUGHT = [
    Sought(place="freedonia", position="refuses"),
    Sought(place="freedonia", position="withdrew"),
    Sought(place="sylvania", position="refuses"),
    Sought(demand="user_data", position="refuses"),
    Sought(demand="decryption", position="refuses"),
    Sought(since=date(2021, 1, 1)),
    Sought(since=date(2022, 1, 1)),
    Sought(),
]


def test_each_question_is_answered_at_both_clocks(clock: datetime) -> None:
    sylvania, freedonia = cast.place("sylvania"), cast.place()
    act = cast.law(jurisdiction=cast.place("east-freedonia", parent=freedonia), demands=["user_data", "decryption"])
    cast.law("other-act", jurisdiction=sylvania)
    cast.stance("acme-1", law=act, announced_on="2020-07-06")
    cast.stance("acme-2", law=act, announced_on="2021-03", position="withdrew")
    first = clock - timedelta(hours=2)
    with product_clock.fixed(first):
        cast.publish_everything()
    retract([("stance", "acme-2")], note="It was about another act.")
    assert Stance.objects.count() == 2
    yes, no = True, False
    assert have_answers(take_snapshot(Clocks()), SOUGHT) == [yes, no, no, yes, no, no, no, yes]
    before = Clocks(None, first)
    assert have_answers(take_snapshot(before), SOUGHT) == [no, yes, no, no, no, yes, no, yes]
    on_a_day = Clocks(date(2020, 8, 1), first)
    assert have_answers(take_snapshot(on_a_day), SOUGHT) == [yes, no, no, yes, no, no, no, yes]
    long_ago = Clocks(date(2019, 8, 1), first)
    assert have_answers(take_snapshot(long_ago), SOUGHT) == [no] * len(SOUGHT)


def test_all_questions_are_one_query(clock: datetime) -> None:
    cast.stance()
    cast.publish_everything()
    snapshot = take_snapshot(Clocks())
    with CaptureQueriesContext(connection) as captured:
        have_answers(snapshot, SOUGHT)
    assert len(captured) == 1


def test_before_anything_was_published_nothing_is_answered(clock: datetime) -> None:
    assert have_answers(take_snapshot(Clocks()), SOUGHT) == [False] * len(SOUGHT)
