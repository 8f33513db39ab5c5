"""Which statement of a chain is in force when (design: rules of time 2)."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from companies.record.documents.chains import Interval, standing_of, standings

DATES = st.sampled_from(["2019", "2020", "2020-07", "2020-07-06", "2020-07-31", "2020-12-31", "2021-01"])


def said(slug: str, announced_on: str, effective_on: str = "", position: str = "refuses") -> dict[str, Any]:
    statement = {"slug": slug, "announced_on": announced_on, "position": position}
    return statement | ({"effective_on": effective_on} if effective_on else {})


def intervals(chain: list[dict[str, Any]]) -> dict[str, Interval]:
    return {slug: standing.interval for slug, standing in standings(chain).items()}


def runs(chain: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    return {slug: (standing.held_since, standing.first_said) for slug, standing in standings(chain).items()}


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


def test_what_is_said_again_holds_since_it_was_first_said() -> None:
    chain = [said("a", "2020-07-06"), said("b", "2020-09-30"), said("c", "2021-06")]
    assert runs(chain) == {"a": ("2020-07-06", ""), "b": ("2020-07-06", "a"), "c": ("2020-07-06", "a")}


def test_another_position_ends_a_run_and_one_that_comes_back_begins_anew() -> None:
    chain = [said("a", "2020-07-06"), said("b", "2020-09-30", position="complies"), said("c", "2021-06")]
    assert runs(chain) == {"a": ("2020-07-06", ""), "b": ("2020-09-30", ""), "c": ("2021-06", "")}


def test_a_run_holds_since_the_earlier_day_that_its_first_statement_names() -> None:
    chain = [said("a", "2020-07-06", "2020-06"), said("b", "2020-09-30", "2020-08")]
    assert runs(chain) == {"a": ("2020-06", ""), "b": ("2020-06", "a")}


def test_a_statement_that_was_never_in_force_is_in_no_run() -> None:
    chain = [said("a", "2020-07-06"), said("b", "2020-09-30", position="complies"), said("c", "2021-01", "2020-09")]
    assert intervals(chain)["b"].is_empty
    assert runs(chain) == {"a": ("2020-07-06", ""), "b": ("2020-09-30", ""), "c": ("2020-07-06", "a")}


def test_of_one_day_a_run_begins_with_the_one_that_stands() -> None:
    chain = [said("a", "2020-07-06"), said("b", "2020-07-06"), said("c", "2021")]
    assert runs(chain) == {"a": ("2020-07-06", ""), "b": ("2020-07-06", ""), "c": ("2020-07-06", "b")}


def test_a_document_made_before_runs_were_told_says_nothing_of_one() -> None:
    document = {**said("a", "2020-07-06"), "valid_from": "2020-07-06"}
    assert standing_of(document) is None
    told = standing_of({**document, "valid_until": "2020-09-30", "held_since": "2020", "first_said": "b"})
    assert told is not None
    assert told.interval == Interval(date(2020, 7, 6), date(2020, 9, 30))
    assert (told.held_since, told.first_said) == ("2020", "b")
