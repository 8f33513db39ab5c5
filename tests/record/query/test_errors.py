"""What is wrong with a parameter is said so that the asker can mend it."""

import pytest

from companies.record.query.errors import nearest
from tests.record.query.asking import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_of_very_many_words_the_nearest_is_still_found() -> None:
    known = [f"{letter}-{number}" for letter in "abc" for number in range(700)] + ["acme"]
    assert nearest("acne", known) == "acme"


def test_what_was_sent_is_shown_without_control_characters_and_cut() -> None:
    error = refused("a%00%E2%80%AE" + "b" * 200 + "=1")
    assert "\0" not in error.detail
    assert "\u202e" not in error.detail
    assert len(error.parameter) <= 81
