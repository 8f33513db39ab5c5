"""``/corrections/``."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_corrections_are_told_field_by_field_and_retractions_with_their_reason(read: Read) -> None:
    page = read("/corrections/")
    hooli = (
        "Retraction: Hooli is assessing the demand for user data in the Data Act (Freedonia)",
        "It was about another act.",
        "Answer, version 2",
    )
    acme = (
        "Correction: Anvils Ltd refuses the demand for user data in the Data Act (Freedonia)",
        "The source says never.",
        "will not",
        "→",
        "never will",
    )
    assert page.in_order("2 corrections and retractions", *hooli, *acme)


def test_corrections_can_be_narrowed_to_a_company(read: Read) -> None:
    page = read("/corrections/?company=acme")
    assert "Anvils" in page.text
    assert "Hooli is" not in page.text
