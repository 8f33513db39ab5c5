"""``/matrix/``: which laws and companies are shown at once, on which day."""

import pytest

from companies.models import Jurisdiction, Source
from tests import cast
from tests.pages.conftest import Read

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
    assert page.html.count('<th scope="row">') == 40
    assert page.html.count('<th scope="col">') == 1 + 12
    assert 'aria-current="true">1–12</a>' in page.html
    unanswered = read("/matrix/?demand=user_data&laws=13")
    assert "No answer and no check meets this" in unanswered.text
    assert 'aria-current="true">13–14</a>' in unanswered.html
    assert "4 of 44 companies" in read("/matrix/?demand=user_data&companies=41").text
