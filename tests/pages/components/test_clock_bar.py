"""The bar of the two clocks: it says which day and which knowledge is shown, and its form keeps what was asked."""

import re

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")

DAY, INSTANT = "valid_on=2020-07-08", "known_at=2026-12-31T10:30:00Z"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "What stands today, as the record knows it now."),
        (DAY, "What stood on 8 July 2020, as the record knows it now."),
        (INSTANT, "What stands today, as the record knew it on 31 December 2026, 10:30 UTC."),
        (
            f"{DAY}&{INSTANT}",
            "What stood on 8 July 2020, as the record knew it on 31 December 2026, 10:30 UTC.",
        ),
    ],
)
def test_it_says_which_day_and_which_knowledge_is_shown(read: Read, query: str, sentence: str) -> None:
    html = " ".join(read(f"/companies/?{query}" if query else "/companies/").html.split())
    assert sentence in html
    assert ("A page of the past." in html) is bool(query)


def test_its_form_keeps_the_clocks_and_sends_the_filters_along(read: Read) -> None:
    html = read(f"/companies/?kind=company&{DAY}").html
    form = html[html.index('class="clock-form"') : html.index("</form>")]
    assert '<input type="hidden" name="kind" value="company">' in form
    assert 'name="valid_on" value="2020-07-08"' in form
    assert '<a href="/companies/?kind=company">Back to today</a>' in html


def test_links_of_a_page_of_the_past_stay_there(read: Read) -> None:
    page = read(f"/companies/?{DAY}&{INSTANT}")
    links = re.findall(r'<a href="(/companies/[a-z-]+/\?[^"]*)"', page.html)
    assert links
    assert all(link.endswith("?valid_on=2020-07-08&amp;known_at=2026-12-31T10:30:00.000000Z") for link in links)
