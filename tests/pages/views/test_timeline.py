"""``/timeline/``."""

import pytest

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
