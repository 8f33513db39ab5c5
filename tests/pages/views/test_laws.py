"""``/laws/`` and ``/laws/<slug>/``."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_list_tells_the_state_and_how_it_was_answered(read: Read) -> None:
    assert read("/laws/").in_order("1 law", "Data Act", "in force", "Withdrew 1", "Complies 1")


def test_answers_are_grouped_and_what_nobody_answered_is_told(read: Read) -> None:
    page = read("/laws/data-act/")
    assert page.in_order("2 answers stand", "Left · 1", "Globex", "Yields · 1", "Acme", "Looked and asked", "Initech")


def test_provisions_events_and_state_are_told(read: Read) -> None:
    page = read("/laws/data-act/")
    assert page.in_order("State in force", "Section 7", "Hand data over.", "A fine.", "The act takes effect")


def test_before_its_day_the_law_has_no_state(read: Read) -> None:
    assert "State not recorded" in read("/laws/data-act/?valid_on=2020-06-29").text
