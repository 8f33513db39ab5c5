"""A blank of the matrix never reads as "no" (design: rules of time 8)."""

from typing import Any

import pytest

from companies.models import Company, Jurisdiction, Law
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_a_cell_names_its_demands_where_the_law_has_more_than_one(read: Read) -> None:
    page = read("/matrix/")
    assert page.in_order(
        "Companies", "Data Act", "Acme", "user data: Complies since Oct 2020", "1 more demand: not looked"
    )


def test_a_check_fills_only_what_is_blank(read: Read) -> None:
    page = read("/matrix/")
    assert page.in_order("Initech", "content removal:", "looked, nothing said")


def test_where_nobody_looked_it_says_so(read: Read) -> None:
    other = cast.law("gag-act", demands=["user_data"], jurisdiction=Jurisdiction.objects.get(slug="freedonia"))
    cast.stance("globex-2", company=Company.objects.get(slug="globex"), law=other, announced_on="2021")
    cast.publish_everything(note="More.")
    assert read("/matrix/?demand=user_data").in_order(
        "Data Act", "Globex", "Withdrew", "Acme", "Complies", "Gag Act", "Globex", "Refuses", "Acme", "not looked"
    )


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("nothing_found", "looked, nothing said"),
        ("no_reply", "asked, no answer"),
        ("replied", "answered without a position"),
    ],
)
def test_each_outcome_has_its_words(read: Read, outcome: str, told: str) -> None:
    values: dict[str, Any] = {"company": Company.objects.get(slug="initech"), "law": Law.objects.get(slug="data-act")}
    cast.check(**values, demand="user_data", looked_on="2021", outcome=outcome)
    cast.publish_everything(note="More.")
    assert told in read("/matrix/?demand=user_data").text
