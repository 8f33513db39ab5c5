"""Dates that carry their precision: what is one, which days it may mean (codebook: rule 4; design: rules of time 1)."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.partial_dates import PARTIAL_DATE_PATTERN, first_day, is_partial_date, last_day, precision


@pytest.mark.parametrize(
    ("text", "first", "last", "how"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "year"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28), "month"),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31), "month"),
        ("2020-07-06", date(2020, 7, 6), date(2020, 7, 6), "day"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "year"),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), "year"),
    ],
)
def test_a_partial_date_begins_and_ends_on_its_first_and_last_day(text: str, first: date, last: date, how: str) -> None:
    assert is_partial_date(text)
    assert (first_day(text), last_day(text), precision(text)) == (first, last, how)


@pytest.mark.parametrize(
    "text",
    [
        *("", "20", "20200", "0000", "2020-1", "2020-13", "2020-00", "2020-02-30", "2021-02-29", "２０２０"),
        *("2020-07-06 ", "2020-07-06\n", "2020-07-06T00:00", "-2020", "2020-", "2020-07-", "2020/07"),
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert not is_partial_date(text)
    for ask in (first_day, last_day, precision):
        with pytest.raises(ValueError, match="is no date: write 2020, 2020-07 or 2020-07-06"):
            ask(text)


@pytest.mark.parametrize("value", [None, 2020, date(2020, 1, 1), b"2020", ["2020"]])
def test_what_is_no_text_is_no_date(value: object) -> None:
    assert not is_partial_date(value)


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 30)))
def test_a_month_or_year_holds_exactly_the_days_that_are_written_with_it(day: date) -> None:
    text = day.isoformat()
    for coarse in (text[:4], text[:7]):
        assert first_day(coarse) <= day <= last_day(coarse)
        after = last_day(coarse) + timedelta(days=1) if last_day(coarse) < date.max else None
        assert after is None or not after.isoformat().startswith(coarse)


def test_the_pattern_takes_each_day_month_and_year_that_exists_and_no_other() -> None:
    years = [0, 1, 9, 10, 99, 100, 400, 999, 1000, 1582, 1600, 1700, 1896, 1900, *range(1996, 2029), 2100, 2400, 9999]
    months = [f"{year:04}-{month:02}" for year in years for month in range(14)]
    texts = [f"{year:04}" for year in years] + months + [f"{month}-{day:02}" for month in months for day in range(33)]
    assert [text for text in texts if bool(re.fullmatch(PARTIAL_DATE_PATTERN, text)) != is_partial_date(text)] == []


@given(st.one_of(st.dates().map(str), st.text("0123456789-", max_size=11)))
def test_the_pattern_takes_what_is_a_date_and_nothing_else(text: str) -> None:
    assert bool(re.fullmatch(PARTIAL_DATE_PATTERN, text)) == is_partial_date(text)
