"""The sentence that a company page opens with."""

import pytest
from django.test import Client

from companies.pages.components.company_sentence import PHRASES, company_phrases
from companies.vocabulary import POSITIONS
from tests import cast
from tests.pages.conftest import Read


def sentence(**positions: int) -> str:
    return ", ".join(phrase.words for phrase in company_phrases(positions))


def test_each_position_has_its_phrase() -> None:
    assert set(PHRASES) == set(POSITIONS.codes), "word it in companies/pages/components/company_sentence.py"


def test_the_first_phrase_names_what_is_counted() -> None:
    assert sentence(refuses=3, contests=2, complies=4, complies_in_part=6) == (
        "refuses 3 demands, contests 2 in court, complies with 10 wholly or in part"
    )
    assert sentence(refuses=1) == "refuses 1 demand"
    assert sentence(complies=1, withdrew=2) == "withdrew over 2 demands, complies with 1"
    assert sentence(complies_in_part=2) == "complies in part with 2 demands"
    assert sentence() == ""


@pytest.mark.usefixtures("world")
def test_it_opens_the_page_and_leads_to_just_those_answers(read: Read, client: Client) -> None:
    page = read("/companies/acme/")
    assert page.in_order("Acme complies with 1 demand.", "What stands", "Held", "Freedonia", "Data Act")
    assert "/timeline/?company=acme&amp;position=complies&amp;stands=true" in page.html
    assert client.get("/api/v1/stances/?company=acme&position=complies&stands=true&count=true").json()["count"] == 1
    assert read("/companies/acme/?valid_on=2020-08-01").in_order("On 1 August 2020, Acme refuses 1 demand.")
    assert "has no answer of its own on record that stands" in read("/companies/initech/").text


@pytest.mark.usefixtures("world")
def test_positions_stand_by_place_with_their_marks(read: Read) -> None:
    east = cast.place("eastland", name="Eastland")
    cast.stance("acme-9", law=cast.law("east-act", jurisdiction=east), position="withdrew", announced_on="2021")
    cast.publish_everything(note="More.")
    page = read("/companies/acme/")
    assert page.in_order("What stands", "Eastland", "1 Withdrew", "since 2021", "Freedonia", "1 Complies")
