"""Stances and events of laws in one order of time, under their years."""

import re

import pytest

from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_answers_and_law_events_stand_on_one_line_newest_first_under_their_years(read: Read) -> None:
    page = read("/timeline/")
    assert page.in_order("Oct 2020", "Complies", "6 Jul 2020", "Anvils Ltd", "30 Jun 2020", "The act takes effect")
    assert re.findall(r"<h2.*?>(\d+)</h2>", page.html) == ["2020"]
    assert "3 answers" in page.title


def test_a_date_that_is_only_a_year_stands_at_its_end(read: Read) -> None:
    page = read("/timeline/?ordering=announced_on")
    assert page.in_order("Oldest first", "30 Jun 2020", "6 Jul 2020", "Oct 2020", "Globex")
    assert '<time datetime="2020">2020</time>' in page.html


@pytest.mark.parametrize(
    ("ordering", "years"), [("", ["2021", "2020", "2019"]), ("announced_on", ["2019", "2020", "2021"])]
)
def test_years_stand_in_the_order_of_the_list(read: Read, ordering: str, years: list[str]) -> None:
    cast.stance("acme-0", announced_on="2019-02-03")
    cast.stance("acme-3", announced_on="2021-02-03", position="complies")
    cast.publish_everything(note="More.")
    page = read("/timeline/" + (f"?ordering={ordering}" if ordering else ""))
    assert re.findall(r"<h2.*?>(\d+)</h2>", page.html) == years


def test_what_says_a_position_again_says_so_and_leads_to_the_first(read: Read) -> None:
    cast.stance("acme-3", announced_on="2021-02-03", position="complies")
    cast.publish_everything(note="More.")
    page = read("/timeline/?announced_from=2020-10")
    assert page.in_order("3 Feb 2021", "Acme says again Complies", "first said on Oct 2020", "Oct 2020 Acme Complies")
    assert page.html.count('<li class="again">') == 1


def test_a_range_and_a_day_leave_out_what_happened_outside_of_them(read: Read) -> None:
    assert "The act takes effect" in read("/timeline/?announced_from=2020-06&announced_to=2020-07").text
    assert "The act takes effect" not in read("/timeline/?announced_from=2020-07-02").text
    assert "The act takes effect" not in read("/timeline/?announced_to=2020-06-01").text
    assert "The act takes effect" not in read("/timeline/?valid_on=2020-06-01").text


def test_a_law_or_a_company_brings_the_events_of_its_laws(read: Read) -> None:
    assert "The act takes effect" in read("/timeline/?law=data-act").text
    assert "The act takes effect" in read("/timeline/?company=acme&demand=user_data").text
    assert "The act takes effect" not in read("/timeline/?company=initech").text
