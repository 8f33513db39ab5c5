"""Which statement of a chain is in force when (design: rules of time 2)."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from companies.record.documents.chains import Interval, intervals

DATES = st.sampled_from(["2019", "2020", "2020-07", "2020-07-06", "2020-07-31", "2020-12-31", "2021-01"])


def said(slug: str, announced_on: str, effective_on: str = "") -> dict[str, Any]:
    statement = {"slug": slug, "announced_on": announced_on}
    return statement | ({"effective_on": effective_on} if effective_on else {})


def test_a_lone_statement_is_in_force_from_its_day_on() -> None:
    assert intervals([said("a", "2020-07-06")]) == {"a": Interval(date(2020, 7, 6), None)}


def test_a_coarse_date_stands_for_its_last_day() -> None:
    assert intervals([said("a", "2020-07")])["a"].valid_from == date(2020, 7, 31)


def test_the_next_statement_ends_the_one_before() -> None:
    chain = intervals([said("b", "2020-09"), said("a", "2020-07-06")])
    assert chain["a"] == Interval(date(2020, 7, 6), date(2020, 9, 30))
    assert chain["b"] == Interval(date(2020, 9, 30), None)


def test_of_one_last_day_the_coarser_date_comes_first() -> None:
    chain = intervals([said("fine", "2020-07-31"), said("coarse", "2020-07")])
    assert chain["coarse"] == Interval(date(2020, 7, 31), date(2020, 7, 31))
    assert chain["fine"].valid_until is None


def test_of_one_day_the_later_slug_stands() -> None:
    chain = intervals([said("b", "2020-07-06"), said("a", "2020-07-06")])
    assert chain["a"].valid_until == chain["a"].valid_from
    assert chain["b"].valid_until is None


def test_a_statement_that_reaches_back_ends_the_older_ones_it_reaches_behind() -> None:
    chain = intervals([said("a", "2020-07-06"), said("b", "2020-08-01"), said("c", "2020-09-01", "2020-07-20")])
    assert chain["a"] == Interval(date(2020, 7, 6), date(2020, 7, 20))
    assert chain["b"] == Interval(date(2020, 8, 1), date(2020, 8, 1))
    assert chain["c"] == Interval(date(2020, 7, 20), None)


@given(st.lists(DATES, min_size=1, max_size=6))
def test_on_every_day_after_the_first_exactly_one_statement_is_in_force(announced: list[str]) -> None:
    chain = intervals([said(f"s{number}", text) for number, text in enumerate(announced)])
    day = min(interval.valid_from for interval in chain.values())
    while day <= date(2021, 2, 1):
        standing = [
            slug
            for slug, interval in chain.items()
            if interval.valid_from <= day and (interval.valid_until is None or interval.valid_until > day)
        ]
        assert len(standing) == 1
        day += timedelta(days=1)


@given(st.permutations([said("a", "2020-07"), said("b", "2020-07-31"), said("c", "2021-01", "2020-07-06")]))
def test_the_order_of_entry_does_not_matter(chain: list[dict[str, Any]]) -> None:
    assert intervals(chain) == intervals(sorted(chain, key=lambda statement: statement["slug"]))
