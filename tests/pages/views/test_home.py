"""``/``."""

import pytest

from tests.pages.conftest import Read


@pytest.mark.django_db
def test_before_the_first_publication_it_says_what_will_stand_here(clock: object, read: Read) -> None:
    assert "Nothing had been published here by then" in read("/").text


@pytest.mark.usefixtures("world")
def test_it_tells_how_much_there_is_and_the_latest_moves(read: Read) -> None:
    page = read("/")
    assert page.in_order("3 answers", "4 companies"[2:], "Latest answers", "Acme", "Complies", "Globex", "Withdrew")
    assert page.in_order("Freedonia, what stands", "Acme", "Complies")


@pytest.mark.usefixtures("world")
def test_at_an_earlier_instant_it_tells_what_was_known_then(world: object, read: Read) -> None:
    assert "4 answers" in read("/?known_at=2026-12-31T09:00:00Z").text
    assert "Nothing had been published here by then" in read("/?known_at=2026-12-31T08:00:00Z").text
