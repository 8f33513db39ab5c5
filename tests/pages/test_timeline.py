"""``/timeline/``."""

import re
from html import unescape

import pytest
from django.test import Client

from companies.models import Law, Source
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_answers_and_law_events_stand_on_one_line_newest_first_under_their_months(read: Read) -> None:
    page = read("/timeline/")
    assert page.in_order("October 2020", "Complies", "July 2020", "Anvils Ltd", "June 2020", "The act takes effect")
    assert "3 answers" in page.title


def test_a_year_without_its_month_stands_after_december_as_not_known(read: Read) -> None:
    page = read("/timeline/?ordering=announced_on")
    assert page.in_order("Oldest first", "June 2020", "July 2020", "October 2020", "2020, month not known", "Globex")


def test_filters_narrow_the_list_and_come_back_as_chips_that_take_themselves_off(read: Read) -> None:
    page = read("/timeline/?position=withdrew")
    assert "Globex" in page.text
    assert "Anvils" not in page.text
    assert 'href="/timeline/"' in page.html
    assert "1 answer" in page.title


def test_a_blank_field_of_the_form_asks_for_nothing(client: object, read: Read) -> None:
    from django.test import Client

    answer = Client().get("/timeline/?company=&position=withdrew")
    assert answer.status_code in (200, 301)
    if answer.status_code == 301:
        assert answer["Location"] == "/timeline/?position=withdrew"


def test_a_list_that_nothing_meets_says_what_would_be_here(read: Read) -> None:
    assert "Nothing in the record meets this" in read("/timeline/?position=assessing").text


def test_what_was_retracted_is_not_told_any_more(read: Read) -> None:
    assert "Hooli" not in read("/timeline/?ordering=announced_on").text.split("Narrow this list")[0]


def test_with_a_day_only_what_had_happened_by_then_is_told(read: Read) -> None:
    page = read("/timeline/?valid_on=2020-07-08")
    assert "Refuses" in page.text
    assert "October 2020" not in page.text


def test_a_range_and_a_day_leave_out_what_happened_outside_of_them(read: Read) -> None:
    assert "The act takes effect" in read("/timeline/?announced_from=2020-06&announced_to=2020-07").text
    assert "The act takes effect" not in read("/timeline/?announced_from=2020-07-02").text
    assert "The act takes effect" not in read("/timeline/?announced_to=2020-06-01").text
    assert "The act takes effect" not in read("/timeline/?valid_on=2020-06-01").text


def test_a_law_or_a_company_brings_the_events_of_its_laws(read: Read) -> None:
    assert "The act takes effect" in read("/timeline/?law=data-act").text
    assert "The act takes effect" in read("/timeline/?company=acme&demand=user_data").text
    assert "The act takes effect" not in read("/timeline/?company=initech").text


def test_a_walk_keeps_the_filters_and_shows_each_answer_once_forth_and_back(read: Read) -> None:
    _a_hundred_and_fifty_answers()
    page = read("/timeline/?law=data-act&demand=user_data&position=refuses")
    assert page.title.startswith("151 answers")
    first = _answers(page.html)
    later = read(_link(page.html, "next"))
    rest = _answers(later.html)
    assert "position=refuses" in _link(page.html, "next")
    assert len(first) == 100
    assert len(set(first) | set(rest)) == 151 == len(first) + len(rest)
    assert 'rel="next"' not in later.html
    assert _answers(read(_link(later.html, "prev")).html) == first


@pytest.mark.parametrize(
    "path", ["/timeline/?position=withdrew", "/companies/?kind=company", "/laws/?demand=user_data"]
)
def test_a_list_that_was_narrowed_is_kept_nowhere_and_indexed_by_nobody(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "ETag" not in answer
    assert "no-store" not in client.get(path.split("?")[0])["Cache-Control"]


def _a_hundred_and_fifty_answers() -> None:
    act, gazette = Law.by_slug("data-act"), Source.by_slug("gazette")
    for number in range(150):
        company = cast.company(f"company-{number:03}")
        cast.stance(
            f"answer-{number:03}", company=company, law=act, announced_on=f"2021-{number % 12 + 1:02}", cited=[gazette]
        )
    cast.publish_everything(note="More.")


def _answers(html: str) -> list[str]:
    return re.findall(r'<h3>\s*<a href="/stances/([^/]+)/', html)


def _link(html: str, relation: str) -> str:
    found = re.search(rf'<a href="([^"]+)" rel="{relation}"', html)
    assert found is not None
    return unescape(found[1])
