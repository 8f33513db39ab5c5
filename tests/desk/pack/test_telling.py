"""What a difference is in words."""

from pathlib import Path

import pytest

from companies.desk.pack.comparing import PackDifference, Pair
from companies.desk.pack.reading import PackLine
from companies.desk.pack.telling import LONGEST_VALUE, counted, difference_lines
from companies.models import Law


@pytest.mark.parametrize(
    ("number", "noun", "nouns", "told"),
    [
        (0, "row", "", "0 rows"),
        (1, "row", "", "1 row"),
        (1750, "row", "", "1,750 rows"),
        (1, "company", "companies", "1 company"),
        (2, "company", "companies", "2 companies"),
    ],
)
def test_a_number_is_told_with_its_noun(number: int, noun: str, nouns: str, told: str) -> None:
    assert counted(number, noun, nouns) == told


def test_a_difference_of_nothing_is_told_in_no_line() -> None:
    assert list(difference_lines(PackDifference())) == []


def test_a_long_value_is_cut_and_what_a_terminal_would_obey_is_escaped() -> None:
    line = PackLine("law", Path("laws.jsonl"), 1, {}, "data-act")
    pair = Pair(line, Law(), (("summary", "x" * 300, "\x1b[2J"),))
    told = list(difference_lines(PackDifference(changed=[pair])))
    assert told[:2] == ["Changed: 1 law", "  law data-act"]
    assert told[2] == f'    summary: "{"x" * (LONGEST_VALUE - 1)}… → "\\u001b[2J"'
