"""``/timeline/``."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_a_list_that_nothing_meets_says_what_would_be_here(read: Read) -> None:
    assert "Nothing in the record meets this" in read("/timeline/?position=assessing").text


def test_what_was_retracted_is_not_told_any_more(read: Read) -> None:
    assert "Hooli" not in read("/timeline/?ordering=announced_on").text.split("Oldest first.")[1]


def test_with_a_day_only_what_had_happened_by_then_is_told(read: Read) -> None:
    page = read("/timeline/?valid_on=2020-07-08")
    assert "Refuses" in page.text
    assert "Oct 2020" not in page.text


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "3 answers"),
        ("?position=withdrew", "1 answer: Withdrew"),
        ("?announced_from=2020&announced_to=2020&company=acme", "2 answers: Acme, 2020"),
        ("?announced_from=2020", "3 answers: from 2020 on"),
        ("?announced_to=2020-07", "2 answers: until July 2020"),
        ("?announced_from=2020-07-07&announced_to=2021", "2 answers: from 7 July 2020 to 2021"),
        ("?stands=true&jurisdiction=freedonia", "2 answers: Freedonia, Only what stands"),
        ("?valid_on=2020-07-08", "1 answer"),
    ],
)
def test_the_heading_counts_and_tells_what_the_list_is_narrowed_to(read: Read, query: str, heading: str) -> None:
    page = read(f"/timeline/{query}")
    assert page.text.startswith(f"{heading} ")
    assert len(re.findall('<span class="position', page.html)) == int(heading.split()[0])


def test_filters_are_folded_above_the_list(read: Read) -> None:
    page = read("/timeline/")
    assert page.in_order("3 answers", "Narrow this list", "Newest first.", "Complies")
    assert '<details class="filters" id="filters">' in page.html


def test_a_filter_that_is_refused_comes_back_unfolded_with_what_was_typed(read: Read) -> None:
    page = read("/timeline/?position=withdrw&company=acme&announced_from=2020&known_at=2026-12-31T11:00:00Z", 400)
    assert '<details class="filters" id="filters" open>' in page.html
    assert "Did you mean 'withdrew'?" in page.text
    assert '<select name="position" aria-invalid="true">' in page.html
    assert page.html.count("aria-invalid") == 1
    for kept in ('value="withdrw" selected', 'value="acme" selected', 'value="2020"', 'name="known_at" value="2026-12'):
        assert kept in page.html
    assert "Narrow this list" not in read("/timeline/?compnay=acme", 400).text


def test_a_narrowed_timeline_takes_twelve_queries(read: Read) -> None:
    address = "/timeline/?jurisdiction=freedonia&position=refuses"  # one that another position took the place of
    read(address)  # the state of a law is made once
    with CaptureQueriesContext(connection) as captured:
        assert "1 answer" in read(address).title
    assert len(captured) <= 12
