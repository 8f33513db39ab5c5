"""Stances and events of laws in one order of time, under their months."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_answers_and_law_events_stand_on_one_line_newest_first_under_their_months(read: Read) -> None:
    page = read("/timeline/")
    assert page.in_order("October 2020", "Complies", "July 2020", "Anvils Ltd", "June 2020", "The act takes effect")
    assert "3 answers" in page.title


def test_a_year_without_its_month_stands_after_december_as_not_known(read: Read) -> None:
    page = read("/timeline/?ordering=announced_on")
    assert page.in_order("Oldest first", "June 2020", "July 2020", "October 2020", "2020, month not known", "Globex")


def test_a_range_and_a_day_leave_out_what_happened_outside_of_them(read: Read) -> None:
    assert "The act takes effect" in read("/timeline/?announced_from=2020-06&announced_to=2020-07").text
    assert "The act takes effect" not in read("/timeline/?announced_from=2020-07-02").text
    assert "The act takes effect" not in read("/timeline/?announced_to=2020-06-01").text
    assert "The act takes effect" not in read("/timeline/?valid_on=2020-06-01").text


def test_a_law_or_a_company_brings_the_events_of_its_laws(read: Read) -> None:
    assert "The act takes effect" in read("/timeline/?law=data-act").text
    assert "The act takes effect" in read("/timeline/?company=acme&demand=user_data").text
    assert "The act takes effect" not in read("/timeline/?company=initech").text
