"""``/matrix/``: a blank never reads as "no" (design: rules of time 8)."""

from typing import Any

import pytest

from companies.models import Company, Jurisdiction, Law, Source
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_a_cell_names_its_demands_where_the_law_has_more_than_one(read: Read) -> None:
    page = read("/matrix/")
    assert page.in_order("Company", "Data Act", "Acme", "user data:", "Complies", "1 more demand: not looked")


def test_a_check_fills_only_what_is_blank(read: Read) -> None:
    page = read("/matrix/")
    assert page.in_order("Initech", "content removal:", "looked, nothing said")


def test_where_nobody_looked_it_says_so(read: Read) -> None:
    other = cast.law("gag-act", demands=["user_data"], jurisdiction=Jurisdiction.by_slug("freedonia"))
    cast.stance("globex-2", company=Company.by_slug("globex"), law=other, announced_on="2021")
    cast.publish_everything(note="More.")
    assert read("/matrix/?demand=user_data").in_order("Globex", "Withdrew", "Refuses", "Acme", "Complies", "not looked")


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("nothing_found", "looked, nothing said"),
        ("no_reply", "asked, no answer"),
        ("replied", "answered without a position"),
    ],
)
def test_each_outcome_has_its_words(read: Read, outcome: str, told: str) -> None:
    values: dict[str, Any] = {"company": Company.by_slug("initech"), "law": Law.by_slug("data-act")}
    cast.check(**values, demand="user_data", looked_on="2021", outcome=outcome)
    cast.publish_everything(note="More.")
    assert told in read("/matrix/?demand=user_data").text


def test_on_a_day_before_somebody_looked_the_check_is_not_shown(read: Read) -> None:
    assert "Initech" not in read("/matrix/?valid_on=2020-12-31").text


def test_a_part_that_there_is_not_is_refused_by_name(read: Read) -> None:
    assert "from 1 on" in read("/matrix/?laws=none", 400).html


def test_at_most_twelve_laws_by_forty_companies_are_shown_and_the_parts_are_linked(read: Read) -> None:
    freedonia, gazette = Jurisdiction.by_slug("freedonia"), Source.by_slug("gazette")
    laws = [cast.law(f"act-{number:02}", jurisdiction=freedonia) for number in range(13)]
    for number in range(41):
        company = cast.company(f"company-{number:02}")
        cast.stance(f"answer-{number:02}", company=company, law=laws[0], announced_on="2021", cited=[gazette])
    cast.publish_everything(note="More.")
    page = read("/matrix/?demand=user_data")
    assert "12 of 14 laws, 40 of 44 companies" in page.text
    assert page.html.count('<th scope="row">') == 40
    assert page.html.count('<th scope="col">') == 1 + 12
    assert 'aria-current="true">1–12</a>' in page.html
    unanswered = read("/matrix/?demand=user_data&laws=13")
    assert "No answer and no check meets this" in unanswered.text
    assert 'aria-current="true">13–14</a>' in unanswered.html
    assert "4 of 44 companies" in read("/matrix/?demand=user_data&companies=41").text
