"""``/laws/`` and ``/laws/<slug>/``."""

import pytest

from companies.models import Law
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_list_tells_the_state_and_how_it_was_answered(read: Read) -> None:
    assert read("/laws/").in_order("1 law", "Data Act", "in force", "1 Withdrew", "1 Complies")


def test_a_law_that_nobody_answered_says_so_in_the_list(read: Read) -> None:
    cast.law("other-act", jurisdiction=Law.objects.get().jurisdiction)
    cast.publish_everything()
    assert read("/laws/").in_order("Data Act", "1 Complies", "Other Act", "none on record")


def test_who_stands_where_comes_first_then_the_law_then_what_happened_then_all_answers(read: Read) -> None:
    assert read("/laws/data-act/").in_order(
        "2 answers stand: 1 left, 1 yields.",
        "In force since 30 June 2020. Demands: user data, content removal",
        *("Withdrew 1", "Globex", "Complies 1", "Acme"),
        *("What it demands, and on what penalty", "Section 7", "Hand data over.", "A fine."),
        *("What happened to it", "30 Jun 2020", "The act takes effect"),
        *("All answers, in order of time", "July 2020", "Anvils Ltd", "October 2020", "Acme"),
        *("Looked and asked, without an answer", "Initech"),
    )


def test_a_penalty_is_told_as_it_is_recorded_and_its_absence_too(read: Read) -> None:
    law = Law.objects.get()
    law.provisions.update(penalty="Fine of up to 50,000 crowns a day.")
    law.provisions.create(label="Section 8", summary="Say nothing of it.", order=1)
    cast.publish_everything(note="The act in full.")
    page = read("/laws/data-act/")
    assert page.in_order("Section 7", "Fine of up to 50,000 crowns a day.", "Section 8", "none on record")


def test_what_is_not_there_has_neither_a_heading_nor_a_link(read: Read) -> None:
    cast.law("other-act", jurisdiction=Law.objects.get().jurisdiction, demands=["user_data"])
    cast.publish_everything()
    page = read("/laws/other-act/")
    assert page.in_order("No answer stands.", "State not recorded. Demand: user data", "No answer to it is on record")
    for words in ("What happened to it", "Looked and asked", "Provision"):
        assert words not in page.text


def test_before_its_day_the_law_has_no_state_and_nothing_happened(read: Read) -> None:
    before = read("/laws/data-act/?valid_on=2020-06-29").text
    assert "State not recorded." in before
    assert "What happened to it" not in before
