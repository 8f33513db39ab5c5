"""Dates and instants in words, with the precision that they were told with (codebook: rule 4)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from companies.pages.dates import date_words, day_words, instant_words, short_date_words, time_element


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("2020-07-06", "6 July 2020", "6 Jul 2020"),
        ("2020-07", "July 2020", "Jul 2020"),
        ("2020", "2020", "2020"),
    ],
)
def test_a_date_keeps_its_precision(text: str, words: str, short: str) -> None:
    assert (date_words(text), short_date_words(text)) == (words, short)
    assert time_element(text, words) == f'<time datetime="{text}">{words}</time>'


def test_a_day_is_told_in_full() -> None:
    assert day_words(date(2020, 7, 6)) == "6 July 2020"


def test_an_instant_is_told_in_utc_to_the_minute() -> None:
    hong_kong = timezone(timedelta(hours=8))
    assert instant_words(datetime(2026, 11, 24, 20, 0, 59, tzinfo=hong_kong)) == "24 November 2026, 12:00 UTC"
    assert instant_words(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2 January 2026, 03:04 UTC"
