"""What rows are called, and how numbers are read."""

from datetime import date
from typing import Any

import pytest

from companies.pages.sentences import answer_sentence
from companies.pages.titles import grouped, law_state_words, row_name
from companies.vocabulary import POSITIONS

ACME, ACT = {"slug": "acme", "name": "Acme"}, {"slug": "data-act", "short_name": "Data Act"}


@pytest.mark.parametrize(
    ("document", "called"),
    [
        ({"company": ACME, "law": ACT, "demand": "user_data"}, "Acme on the Data Act, user data"),
        ({"company": ACME, "jurisdiction": {"slug": "freedonia", "name": "Freedonia"}}, "Acme, figures of Freedonia"),
        ({"name": "Data Act of Freedonia", "short_name": "Data Act"}, "Data Act"),
        ({"name": "Freedonia"}, "Freedonia"),
        ({"title": "What the Gazette says"}, "What the Gazette says"),
        ({}, "the-key"),
    ],
)
def test_a_row_of_any_kind_is_called_by_what_a_reader_knows_it_by(document: dict[str, Any], called: str) -> None:
    assert row_name(document, "the-key") == called


@pytest.mark.parametrize("position", POSITIONS.codes)
def test_an_answer_of_each_position_is_a_sentence(position: str) -> None:
    place = [{"slug": "freedonia", "name": "Freedonia"}]
    stance = {"company": ACME, "law": ACT, "demand": "user_data", "position": position, "jurisdictions": place}
    sentence = answer_sentence(stance)
    assert sentence.startswith("Acme ")
    assert sentence.endswith("the demand for user data in the Data Act (Freedonia)")
    assert str(POSITIONS.label(position)).lower().split()[0][:5] in sentence


def test_a_number_is_grouped_by_thousands() -> None:
    assert (grouped(999), grouped(1029), grouped(1_234_567)) == ("999", "1,029", "1,234,567")


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ({"kind": "statute", "in_force_on": "2020-06-30"}, "In force since 30 June 2020"),
        ({"kind": "statute", "adopted_on": "2020-06"}, "Adopted, June 2020"),
        ({"kind": "statute", "in_force_on": "2019", "repealed_on": "2020"}, "Repealed, 2020"),
        ({"kind": "bill"}, "Proposed"),
        ({"kind": "statute"}, "State not recorded"),
    ],
)
def test_the_state_of_a_law_is_told_with_its_date_as_exact_as_that_is(law: dict[str, Any], told: str) -> None:
    assert law_state_words(law, date(2021, 1, 1)) == told
