"""``/stances/<slug>/``."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_claim_is_one_sentence_with_the_name_of_the_day(read: Read) -> None:
    assert "Anvils Ltd’s answer of 6 July 2020 was: Refuses" in read("/stances/acme-1/").text


def test_evidence_that_supports_and_disputes_is_told_apart(read: Read) -> None:
    page = read("/stances/acme-1/")
    assert page.in_order("Evidence", "we will not", "A report in the press:", "Disputes: A report in the press:", "No.")
    assert 'rel="noreferrer noopener"' in page.html


def test_what_it_replaced_and_what_replaced_it_is_linked(read: Read) -> None:
    assert "It was replaced by Complies" in read("/stances/acme-1/").text
    assert "It replaced Refuses of 6 July 2020" in read("/stances/acme-2/").text


def test_the_history_tells_causes_reasons_and_what_differed(read: Read) -> None:
    page = read("/stances/acme-1/")
    assert page.in_order("History of this page", "Version 2", "correction: The source says never.", "Summary")
    assert page.in_order("It says that it will not.", "→", "It says that it never will.", "Version 1, published")


def test_the_past_page_says_what_it_said_before_the_correction(read: Read) -> None:
    page = read("/stances/acme-1/?known_at=2026-12-31T09:30:00Z")
    assert "It says that it will not." in page.text
    assert "never" not in page.text
