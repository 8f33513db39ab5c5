"""``/stances/<slug>/``."""

import pytest
from django.test import Client

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_claim_is_one_sentence_with_the_name_of_the_day(read: Read) -> None:
    assert "Anvils Ltd’s answer of 6 July 2020 was: Refuses" in read("/stances/acme-1/").text


def test_evidence_that_supports_and_disputes_is_told_apart(read: Read) -> None:
    page = read("/stances/acme-1/")
    assert page.in_order("Evidence", "we will not", "Supports", "Disputes", "No.")
    assert 'rel="noreferrer noopener"' in page.html


def test_what_it_replaced_and_what_replaced_it_is_linked(read: Read) -> None:
    assert "It was replaced by Complies" in read("/stances/acme-1/").text
    assert "It replaced Refuses of 6 July 2020" in read("/stances/acme-2/").text


def test_the_history_tells_causes_reasons_and_what_differed(read: Read) -> None:
    page = read("/stances/acme-1/")
    assert page.in_order("History of this page", "Version 2", "correction: The source says never.", "Summary")
    assert page.in_order("It says that it will not.", "→", "It says that it never will.", "Version 1, published")


def test_it_can_be_cited_as_it_stands(read: Read) -> None:
    page = read("/stances/acme-1/")
    assert page.in_order("Cite this", "version 2", "known_at=2026-12-31T10:00:00.000000Z", "BibTeX", "CSL-JSON")


def test_the_past_page_says_what_it_said_before_the_correction(read: Read) -> None:
    page = read("/stances/acme-1/?known_at=2026-12-31T09:30:00Z")
    assert "It says that it will not." in page.text
    assert "never" not in page.text


def test_a_retracted_answer_is_410_with_the_reason_and_its_history_and_stood_before(read: Read) -> None:
    gone = read("/stances/hooli-1/", 410)
    assert gone.in_order("This was taken back", "It was about another act.", "What it said before")
    assert "Assessing" in read("/stances/hooli-1/?known_at=2026-12-31T10:30:00Z").text


def test_what_was_never_published_is_404_and_so_is_what_came_later(read: Read) -> None:
    read("/stances/acme-9/", 404)
    read("/stances/acme-1/?known_at=2026-12-31T08:00:00Z", 404)


def test_a_settled_page_may_be_kept_and_todays_must_be_asked_again(client: Client) -> None:
    settled = client.get("/stances/acme-1/?valid_on=2020-07-08&known_at=2026-12-31T10:30:00Z")
    assert "immutable" in settled["Cache-Control"]
    now = client.get("/stances/acme-1/")
    assert "immutable" not in now["Cache-Control"]
    assert client.get("/stances/acme-1/", headers={"if-none-match": now["ETag"]}).status_code == 304
