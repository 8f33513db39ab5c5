"""Rules between rows, which forms, packs and publishing share."""

import pytest
from django.core.exceptions import ValidationError

from companies.models import Source
from companies.models.shared_rules import (
    alias_faults,
    demand_fault,
    goes_in_a_circle,
    owners_fault,
    stance_slug_fault,
    support_fault,
)
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_form_refuses_parents_that_go_round_in_a_circle() -> None:
    outer = cast.place("outer")
    inner = cast.place("inner", parent=outer)
    outer.parent = inner
    with pytest.raises(ValidationError, match="circle"):
        outer.clean()
    assert Source.objects.count() == 0


def test_an_answer_needs_a_supporting_source() -> None:
    assert support_fault([]) == ("no_support", "name a source that supports it: a claim without one is none")


@pytest.mark.parametrize("checked", [["named"], ["named", "read"], [""]])
def test_its_first_supporting_source_must_have_been_read(checked: list[str]) -> None:
    unread = "an answer’s first supporting source must have been read"
    assert support_fault(checked) == ("unread_support", unread)


@pytest.mark.parametrize("checked", [["read"], ["read", "named"]])
def test_the_others_need_not_have_been_read_and_are_not_asked_for(checked: list[str]) -> None:
    asked = iter(checked)
    assert support_fault(asked) is None
    assert list(asked) == checked[1:]


def test_a_demand_is_one_of_the_laws() -> None:
    assert demand_fault("user_data", ["interception", "user_data"]) is None
    allowed = "decryption is not among the demands of the law: interception, user_data"
    assert demand_fault("decryption", ["interception", "user_data"]) == allowed


@pytest.mark.parametrize(
    ("slug", "fits"),
    [
        ("acme-data-act-user-data-2020", True),
        ("acme-fda-user-data-2020-07-06", True),
        ("acme-fda-user-data-2020-07-06-2", True),
        ("acme-fda-user-data-2020-07-06-1", False),
        ("acme-fda-content-removal-2020", False),
        ("acmeer-fda-user-data-2020", False),
        ("acme-fda-user-data", False),
    ],
)
def test_a_slug_names_company_demand_and_date(slug: str, fits: bool) -> None:
    assert (stance_slug_fault(slug, "acme", "user_data") is None) is fits


@pytest.mark.parametrize(
    ("parents", "circle"),
    [
        ({}, False),
        ({"a": "b", "b": "c"}, False),
        ({"a": "a"}, True),
        ({"a": "b", "b": "cd", "d": "a"}, True),
        ({"a": "bc", "b": "d", "c": "d"}, False),
        ({"a": "b", "b": "c", "c": "b"}, False),
    ],
)
def test_going_up_comes_to_an_end_or_goes_in_a_circle(parents: dict[str, str], circle: bool) -> None:
    assert goes_in_a_circle("a", lambda node: parents.get(node, "")) is circle


def test_an_alias_tells_something_new() -> None:
    row = {"name": "Data Act of Freedonia", "short_name": "Data Act", "name_zh_hant": "數據法"}
    names = ["DA", "data  act", "數據法", "da", "FDA"]
    assert list(alias_faults({**row, "aliases": [{"name": name} for name in names]})) == [
        (1, "“data  act” is a name of the row already"),
        (2, "“數據法” is a name of the row already"),
        (3, "“da” stands twice"),
    ]
    assert list(alias_faults(row)) == []


def test_a_company_has_one_owner_today_at_most() -> None:
    ended, today = {"company": "globex", "to": "2014"}, {"company": "bolt", "from": "2014"}
    assert owners_fault([]) is None
    assert owners_fault([ended, ended, today]) is None
    assert owners_fault([today, ended, today]) == (
        "two owners have no end: a company has one owner today, so say until when the other was it"
    )
