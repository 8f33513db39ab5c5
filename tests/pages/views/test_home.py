"""``/``."""

import pytest

from companies.vocabulary import DEMAND_QUESTIONS, DEMANDS
from tests import cast
from tests.pages.conftest import Read


@pytest.mark.django_db
def test_before_the_first_publication_it_says_what_will_stand_here(clock: object, read: Read) -> None:
    assert "Nothing had been published here by then" in read("/").text


@pytest.mark.usefixtures("world")
def test_it_tells_who_stands_where_and_the_latest_moves(read: Read) -> None:
    page = read("/")
    assert page.in_order("what do tech companies answer?", "Who stands where today", "Freedonia", "1 Complies")
    assert page.in_order("Freedonia: who hands over user data?", "Data Act", "Complies", "Acme")
    assert page.in_order("Latest", "Acme", "Complies", "Data Act")


@pytest.mark.usefixtures("world")
def test_at_an_earlier_instant_it_tells_what_was_known_then(world: object, read: Read) -> None:
    assert "Hooli" in read("/?known_at=2026-12-31T09:00:00Z").text
    assert "Hooli" not in read("/").text
    assert "Nothing had been published here by then" in read("/?known_at=2026-12-31T08:00:00Z").text


@pytest.mark.usefixtures("world")
def test_on_an_earlier_day_it_says_which(read: Read) -> None:
    page = read("/?valid_on=2020-08-01")
    assert page.in_order("Who stood where on 1 August 2020", "1 Refuses", "Anvils Ltd")


def test_a_company_that_answers_several_demands_of_a_law_is_news_once(db: None, clock: object, read: Read) -> None:
    law = cast.law(demands=["user_data", "content_removal"])
    for demand in ("user_data", "content_removal"):
        cast.stance(f"acme-{demand.replace('_', '-')}", law=law, demand=demand)
    cast.publish_everything()
    latest = read("/").text.partition("Latest")[2].partition("The whole timeline")[0]
    assert latest.count("Acme") == 1


def test_each_demand_has_its_question() -> None:
    assert set(DEMAND_QUESTIONS) == set(DEMANDS.codes), "ask it in DEMAND_QUESTIONS of companies/vocabulary.py"
