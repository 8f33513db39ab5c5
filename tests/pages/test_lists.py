"""Places, sources, corrections, methodology, data."""

import pytest

from companies.vocabulary import DEMANDS, POSITIONS
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_places_tell_their_laws_and_answers(read: Read) -> None:
    assert read("/jurisdictions/").in_order("2 places", "Freedonia", "1", "Withdrew 1", "East Freedonia")


def test_a_place_tells_what_lies_in_it_and_who_is_at_home(read: Read) -> None:
    page = read("/jurisdictions/freedonia/")
    assert page.in_order("1 law", "Laws", "Data Act", "Places below it", "East Freedonia", "at home here", "Acme")
    assert "Freedonia" in read("/jurisdictions/east-freedonia/").text
    assert 'lang="zh-Hant">自由國' in page.html


def test_sources_tell_what_they_support_and_dispute(read: Read) -> None:
    assert read("/sources/").in_order("2 sources", "Gazette", "3", "Herald", "0 (+1)")
    assert read("/sources/herald/").in_order("it disputes", "Anvils Ltd", "Refuses")


def test_corrections_are_told_field_by_field_and_retractions_with_their_reason(read: Read) -> None:
    page = read("/corrections/")
    assert page.in_order("2 corrections and retractions", "retraction: answer hooli-1", "It was about another act.")
    assert page.in_order("correction: answer acme-1", "The source says never.", "will not", "→", "never will")


def test_corrections_can_be_narrowed_to_a_company(read: Read) -> None:
    assert "hooli-1" not in read("/corrections/?company=acme").text


def test_the_methodology_is_the_codebook_in_code(read: Read) -> None:
    page = read("/methodology/")
    assert page.in_order(*(str(word.label) for word in POSITIONS))
    assert page.in_order(*(word.code for word in DEMANDS))


def test_data_tells_each_list_with_its_rows_and_filters(read: Read) -> None:
    assert read("/data/").in_order("stances 3 company, law", "curl", "known_at", "changes/?after=", "Licence")
