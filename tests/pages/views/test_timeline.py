"""``/timeline/``."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_a_list_that_nothing_meets_says_what_would_be_here(read: Read) -> None:
    assert "Nothing in the record meets this" in read("/timeline/?position=assessing").text


def test_what_was_retracted_is_not_told_any_more(read: Read) -> None:
    assert "Hooli" not in read("/timeline/?ordering=announced_on").text.split("Narrow this list")[0]


def test_with_a_day_only_what_had_happened_by_then_is_told(read: Read) -> None:
    page = read("/timeline/?valid_on=2020-07-08")
    assert "Refuses" in page.text
    assert "October 2020" not in page.text


def test_a_narrowed_timeline_takes_twelve_queries(read: Read) -> None:
    address = "/timeline/?jurisdiction=freedonia&position=refuses"  # one that another position took the place of
    read(address)  # the state of a law is made once
    with CaptureQueriesContext(connection) as captured:
        assert "1 answer" in read(address).title
    assert len(captured) <= 12
