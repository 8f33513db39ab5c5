"""What the numbers of a figure may be: the rules in words and the table's CHECKs say the same (codebook: rule 11)."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from companies.desk.admin.forms.warnings import figure_warnings
from companies.desk.pack.oddities import oddities
from companies.desk.pack.reading import PackLine
from companies.models.figure import Figure
from companies.models.figure_rules import number_faults, original_key, restated_key, share_oddities
from companies.models.rows import row_of
from companies.shares import is_share
from tests import cast

pytestmark = pytest.mark.django_db

COUNTS = st.none() | st.sampled_from([0, 9, 10, 249, 250])
NUMBERS = st.fixed_dictionaries(
    {
        "received": COUNTS,
        "received_from": COUNTS,
        "received_to": COUNTS,
        "complied": COUNTS,
        "complied_share": st.sampled_from(["", "", "84.5"]),
        "complied_unit": st.sampled_from(["", "", "accounts", "requests"]),
        "note": st.sampled_from(["", "Accounts are counted, not requests."]),
    }
)


def allowed(row: dict[str, Any]) -> bool:
    """Say again, in other words, what may stand."""
    received, begins, ends, complied = (row[name] for name in ("received", "received_from", "received_to", "complied"))
    band = begins is not None or ends is not None
    if received is None and not band and complied is None and not row["complied_share"]:
        return False
    if band and (received is not None or (begins is not None and ends is not None and not begins < ends)):
        return False
    if row["complied_unit"] and (complied is None or row["complied_unit"] == "requests"):
        return False
    most = ends if band else received
    return complied is None or most is None or complied <= most or bool(row["complied_unit"] and row["note"])


@given(row=NUMBERS)
def test_what_is_refused_in_words_is_refused_by_the_table(db: None, row: dict[str, Any]) -> None:
    assert (number_faults({**row, "unit": "requests"}) == {}) == allowed(row)
    with transaction.atomic():
        if allowed(row):
            cast.figure(**row)
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                cast.figure(**row)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({}, "received", "Give what the report prints"),
        ({"received": 1, "received_to": 9}, "received", "Give either the number or the band"),
        ({"received_from": 9, "received_to": 9}, "received_to", "must end above its beginning"),
        ({"received": 1, "complied": 2}, "complied", "Is more than received"),
        ({"received_to": 9, "complied": 10, "complied_unit": "accounts"}, "complied", "a note says why"),
        ({"received": 1, "complied_unit": "accounts"}, "complied_unit", "is not given"),
        ({"received": 1, "complied": 1, "complied_unit": "requests"}, "complied_unit", "leave it out"),
        ({"complied_share": "100.5"}, "complied_share", "is no share in per cent"),
    ],
)
def test_a_form_says_what_is_wrong_and_what_is_allowed(row: dict[str, Any], field: str, says: str) -> None:
    made = cast.figure()
    for name, value in ({"received": None} | row).items():
        setattr(made, name, value)
    with pytest.raises(ValidationError) as refused:
        made.full_clean()
    assert says in " ".join(refused.value.message_dict[field])


@given(st.text("0123456789.", max_size=6))
def test_a_share_is_the_same_in_python_and_in_the_table(db: None, text: str) -> None:
    with transaction.atomic():
        if is_share(text):
            assert 0 <= float(text) <= 100
            cast.figure(complied_share=text)
        elif text:
            with pytest.raises(IntegrityError), transaction.atomic():
                cast.figure(complied_share=text)
        transaction.set_rollback(True)


def test_each_figure_is_restated_once_and_that_one_in_its_turn() -> None:
    first = cast.figure()
    second = cast.figure(restates=first, received=13)
    third = cast.figure(restates=second, received=14)
    assert [row.key.removeprefix(first.key) for row in (first, second, third)] == ["", "-restated", "-restated-2"]
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.figure(restates=first, received=15)


@given(st.integers(0, 12))
def test_a_restatement_of_any_depth_leads_back_to_what_was_first_given(depth: int) -> None:
    key = "acme-freedonia-2020-2020-user-data-requests"
    for _ in range(depth):
        key = restated_key(key)
    assert original_key(key) == "acme-freedonia-2020-2020-user-data-requests"


def test_what_is_restated_is_of_the_same_company_period_and_kind() -> None:
    other = Figure(restates=cast.figure(), received=1, unit="accounts", request_type="user_data")
    other.company, other.jurisdiction, other.source = (
        getattr(other.restates, name) for name in ("company", "jurisdiction", "source")
    )
    other.period_from, other.period_to = "2020-01", "2020-12"
    with pytest.raises(ValidationError) as refused:
        other.clean()
    assert "It must be of the same company, place, period" in refused.value.message_dict["restates"][0]


@pytest.mark.parametrize("period", [("2020", "2020"), ("2020-01", "2020-12-31"), ("2020-01-01", "2020")])
def test_periods_of_the_same_days_are_one(period: tuple[str, str]) -> None:
    standing = cast.figure()
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.figure(period_from=period[0], period_to=period[1])
    row = Figure(
        company=standing.company,
        jurisdiction=standing.jurisdiction,
        period_from=period[0],
        period_to=period[1],
        request_type="user_data",
        unit="requests",
    )
    assert row.standing_key() == standing.key


def test_what_the_key_is_made_of_tells_figures_apart() -> None:
    told = [{}, {"process": "subpoena"}, {"process": "mlat"}, {"content": "content"}, {"unit": "accounts"}]
    keys = {cast.figure(**one).key for one in told}
    assert len(keys) == len(told)


@pytest.mark.parametrize("make", [lambda world: cast.law(jurisdiction=world), lambda world: cast.company(home=world)])
def test_only_figures_are_about_all_places_together(make: Any) -> None:
    world = cast.place("worldwide", kind="worldwide")
    with pytest.raises(ValidationError) as refused:
        make(world).clean()
    assert "Only figures are about all places together." in refused.value.messages
    cast.place("below", parent=world)
    with pytest.raises(ValidationError):
        cast.place("under", parent=world).clean()
    assert cast.figure(jurisdiction=world).key == "acme-worldwide-2020-01-2020-12-user-data-requests"


@pytest.mark.parametrize(
    ("received", "complied", "share", "odd"),
    [
        (200, 141, "70.5", False),
        (3, 2, "67", False),
        (3, 2, "66", False),
        (3, 2, "66.7", False),
        (3, 2, "70", True),
        (3, 2, "67.7", True),
        (0, 0, "0", False),
    ],
)
def test_a_share_that_is_not_that_of_the_counts_is_odd(received: int, complied: int, share: str, odd: bool) -> None:
    row = {"received": received, "complied": complied, "complied_share": share}
    assert bool(list(share_oddities(row))) is odd
    assert list(share_oddities(row | {"complied_unit": "accounts"})) == []


def test_form_and_pack_warn_of_a_share_at_odds() -> None:
    row = cast.figure(received=3, complied=2, complied_share="70")
    told = "2 of 3 is not 70 per cent."
    assert [warning.message for warning in figure_warnings(row)] == [told]
    known = {"source": {"gazette": {"slug": "gazette"}}}
    lines = [PackLine("figure", Path("figures.jsonl"), 1, row_of(row), row.key)]
    assert [fault.reason for fault in oddities(lines, known)] == [told]


@pytest.mark.parametrize("missing", ["company", "jurisdiction", "period_from", "period_to"])
def test_a_restatement_that_lacks_what_makes_its_key_is_told_what_it_lacks(missing: str) -> None:
    first = cast.figure()
    values = {name: getattr(first, name) for name in ("company", "jurisdiction", "period_from", "period_to", "source")}
    del values[missing]
    row = Figure(restates=first, request_type="user_data", unit="requests", received=13, **values)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert set(refused.value.message_dict) == {missing}
