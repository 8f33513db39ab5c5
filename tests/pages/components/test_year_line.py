"""The line of the years: a bar a year, a link to just its answers, as many as it says."""

import re
from datetime import datetime
from html import unescape

import pytest

from companies.pages.components import year_line
from companies.record.publishing.publish import publish
from companies.record.reading import years
from tests import cast
from tests.pages.conftest import Read, Seen

pytestmark = pytest.mark.usefixtures("world")

ITEM = re.compile(
    r"<li>\s*<(?:a href=\"([^\"]+)\"( aria-current=\"page\")?|span)>(.*?)</(?:a|span)>\s*</li>", re.DOTALL
)


def line(page: Seen) -> list[tuple[str, str, str]]:
    """Return (words, address, height) of each year."""
    found = re.search(r'<ol class="years">(.*?)</ol>', page.html, re.DOTALL)
    return [
        (
            " ".join(re.sub("<[^>]+>", "", words).split()),
            unescape(address),
            "".join(re.findall(r'<svg [^>]*height="(\d+)"', words)),
        )
        for address, _, words in ITEM.findall(found[1] if found else "")
    ]


@pytest.fixture
def three_years(world: datetime) -> None:
    """An answer of 2018 beside the three of 2020."""
    umbrella = cast.company("umbrella")
    answer = cast.stance("umbrella-1", company=umbrella, announced_on="2018-05")
    publish([umbrella, answer], cause="company_acted")


@pytest.mark.usefixtures("three_years")
def test_each_year_is_a_bar_and_a_link_to_as_many_answers_as_it_says(read: Read) -> None:
    of_2018 = ("1 in 2018", "/timeline/?announced_from=2018&announced_to=2018", "11")
    of_2020 = ("3 in 2020", "/timeline/?announced_from=2020&announced_to=2020", "32")
    assert line(read("/timeline/")) == [of_2018, ("0 in 2019", "", ""), of_2020]
    for words, address, _ in (of_2018, of_2020):
        page = read(address)
        assert page.title.startswith(words.split()[0])
        assert [entry[:2] for entry in line(page)] == [of_2018[:2], ("0 in 2019", ""), of_2020[:2]]
        assert page.html.count('aria-current="page">' + words.split()[0]) == 1


@pytest.mark.usefixtures("three_years")
@pytest.mark.parametrize("query", ["position=refuses", "demand=user_data", "jurisdiction=freedonia&stands=true"])
def test_years_are_counted_under_the_filters_and_clocks_of_the_page(read: Read, query: str) -> None:
    for clocks in ("", "&valid_on=2020-08-01", "&known_at=2026-12-31T11:30:00Z"):
        page = read(f"/timeline/?{query}{clocks}")
        numbers = [int(words.split()[0]) for words, _, _ in line(page)]
        assert sum(numbers) in (int(page.title.split()[0]), 0)
        for words, address, _ in line(page):
            assert not address or read(address).title.split()[0] == words.split()[0]


def test_one_year_alone_has_no_line(read: Read) -> None:
    assert line(read("/timeline/")) == []


@pytest.mark.usefixtures("three_years")
def test_a_list_too_long_to_be_counted_has_no_line_and_counts_as_before(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "MOST_COUNTED", 1)
    page = read("/timeline/?stands=true")
    assert line(page) == []
    assert page.title.startswith("3 answers")


@pytest.mark.usefixtures("three_years")
def test_a_long_line_leaves_out_the_years_without_answers(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_line, "MOST_YEARS", 2)
    assert [words for words, _, _ in line(read("/timeline/"))] == ["1 in 2018", "3 in 2020"]
