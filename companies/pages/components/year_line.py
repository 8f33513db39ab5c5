"""The years of a list as a line of bars: how many answers were announced in each, under the list's other filters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from companies.pages.page_address import address_with
from companies.record.query.parameters import ValidatedQuery, joined
from companies.record.reading.years import answers_by_year

FROM, TO = "announced_from", "announced_to"
HEIGHT = 32
"""Pixels of the tallest bar."""
MOST_YEARS = 40
"""A longer line leaves out the years without answers."""

ByYear = Mapping[int, int]


@dataclass(frozen=True)
class YearBar:
    """One year: its bar, and where its answers are listed."""

    year: str
    number: int
    height: int
    href: str
    """Blank for a year without answers."""
    current: bool
    """Whether the list is narrowed to just this year."""


def counted_by_year(validated: ValidatedQuery) -> ByYear | None:
    """Return how many answers of a list there are in each year, whichever it is narrowed to. One query.

    None for a list that is too long to be counted so (decision 055).
    """
    listed = joined(validated.conditions, without=(FROM, TO))
    return answers_by_year(validated.snapshot, listed, in_place_of_count=_is_of_whole_years(validated.values))


def number_within(by_year: ByYear | None, values: Mapping[str, list[str]]) -> int | None:
    """Return how many answers the years hold that a list is narrowed to; None where that has to be counted."""
    if by_year is None or not _is_of_whole_years(values):
        return None
    begins, ends = values.get(FROM, ["0000"])[0], values.get(TO, ["9999"])[0]
    return sum(number for year, number in by_year.items() if int(begins) <= year <= int(ends))


def _is_of_whole_years(values: Mapping[str, list[str]]) -> bool:
    return all(len(text) == 4 for name in (FROM, TO) for text in values.get(name, ()))


def year_line(request: HttpRequest, by_year: ByYear, values: Mapping[str, list[str]]) -> list[YearBar]:
    """Return the bars of the years from the first to the last, oldest first; none where there is one year alone."""
    if len(by_year) < 2:
        return []
    first, last, tallest = min(by_year), max(by_year), max(by_year.values())
    chosen = (values.get(FROM), values.get(TO))
    shown = range(first, last + 1) if last - first < MOST_YEARS else sorted(by_year)
    numbers = [(f"{year:04}", by_year.get(year, 0)) for year in shown]
    return [
        YearBar(
            year=year,
            number=number,
            height=-(-number * HEIGHT // tallest),
            href=address_with(request, **{FROM: year, TO: year}) if number else "",
            current=chosen == ([year], [year]),
        )
        for year, number in numbers
    ]
