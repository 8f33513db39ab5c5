"""Filters as a form, and what is chosen as chips."""

import re

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_filters_narrow_the_list_and_come_back_as_chips_that_take_themselves_off(read: Read) -> None:
    page = read("/timeline/?position=withdrew")
    assert "Globex" in page.text
    assert "Anvils" not in page.text
    assert 'href="/timeline/"' in page.html
    assert "1 answer" in page.title


def test_chips_tell_words_by_their_label_rows_by_their_name_and_dates_in_words(read: Read) -> None:
    page = read("/timeline/?company=acme,globex&position=refuses,withdrew&announced_from=2020-07")
    for chip in ("Company: Acme, Globex ×", "Position: Refuses, Withdrew ×", "From: July 2020 ×"):
        assert chip in page.text
    assert '<option value="acme,globex" selected>Acme, Globex</option>' in page.html


def test_a_number_that_looks_like_a_date_is_none(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companies.pages.components.filter_form.date_words", lambda text: "a date")
    assert "After: 2020 ×" in read("/corrections/?after=2020").text


def test_where_rows_are_too_many_or_have_no_name_the_field_takes_the_slug(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companies.pages.components.filter_form.MOST_OPTIONS", 1)
    page = read("/timeline/?company=acme&source=gazette")
    assert re.search(r'<input name="company"\s+value="acme"', page.html)
    assert "Company: acme ×" in page.text
    assert "Source: gazette ×" in page.text
