"""``/matrix/``: which laws and companies are shown at once, on which day."""

import re

import pytest

from companies.models import Company, Jurisdiction, Law, Source
from tests import cast
from tests.pages.conftest import Read, Seen

pytestmark = pytest.mark.usefixtures("world")


def test_on_a_day_before_somebody_looked_the_check_is_not_shown(read: Read) -> None:
    assert "Initech" not in read("/matrix/?valid_on=2020-12-31").text


def test_a_part_that_there_is_not_is_refused_by_name(read: Read) -> None:
    assert "from 1 on" in read("/matrix/?laws=none", 400).html


def test_at_most_twelve_laws_by_forty_companies_are_shown_and_the_parts_are_linked(read: Read) -> None:
    freedonia, gazette = Jurisdiction.objects.get(slug="freedonia"), Source.objects.get(slug="gazette")
    laws = [cast.law(f"act-{number:02}", jurisdiction=freedonia) for number in range(13)]
    for number in range(41):
        company = cast.company(f"company-{number:02}")
        cast.stance(f"answer-{number:02}", company=company, law=laws[0], announced_on="2021", cited=[gazette])
    cast.publish_everything(note="More.")
    page = read("/matrix/?demand=user_data")
    assert "12 of 14 laws, 40 of 44 companies" in page.text
    assert _companies(page) == 40
    assert page.html.count("<section>") == 12
    assert page.html.count("<b><bdi>") == 12 * 40
    assert 'aria-current="true">1 to 12</a>' in page.html
    unanswered = read("/matrix/?demand=user_data&laws=13")
    assert "No answer and no check meets this" in unanswered.text
    assert 'aria-current="true">13 to 14</a>' in unanswered.html
    assert "4 of 44 companies" in read("/matrix/?demand=user_data&companies=41").text


def test_a_law_says_how_many_companies_nobody_looked_at(read: Read) -> None:
    cast.law("gag-act", demands=["user_data"], jurisdiction=Jurisdiction.objects.get(slug="freedonia"))
    cast.stance("acme-gag", company=Company.objects.get(slug="acme"), law=Law.objects.get(slug="gag-act"))
    cast.publish_everything(note="More.")
    page = read("/matrix/")
    assert page.in_order("Gag Act", "Acme", "Refuses since 2020", "Not looked: 3 companies")
    assert page.html.count('<li class="not_looked"><b>') == 3


def test_each_position_is_a_link_to_its_answer_at_the_same_clocks(read: Read) -> None:
    page = read("/matrix/?valid_on=2020-08-01")
    assert re.search(r'href="/stances/acme-1/\?valid_on=2020-08-01"\s+class="position refuses"', page.html)


def test_companies_stand_once_by_name_and_lead_to_their_pages(read: Read) -> None:
    page = read("/matrix/")
    assert _companies(page) == 3
    assert page.html.count('href="/companies/acme/"') == 1


def _companies(page: Seen) -> int:
    """Return how many companies the column of names has."""
    column = page.html.split('<section class="companies">')[1].split("</section>")[0]
    return column.count("<li>")
