"""A law's state on a day (design: rules of time 7)."""

from datetime import date
from typing import Any

import pytest

from companies.record.documents.law_state import law_state, law_state_since
from companies.vocabulary import LAW_STATES

DAY = date(2020, 7, 6)


def law(*events: tuple[str, str], kind: str = "statute", **dates: str) -> dict[str, Any]:
    return {"kind": kind, "events": [{"date": when, "kind": what} for when, what in events], **dates}


@pytest.mark.parametrize(
    ("kind", "state"), [("bill", "proposed"), ("statute", "not_recorded"), ("order", "not_recorded")]
)
def test_without_a_date_a_bill_is_proposed_and_the_rest_not_recorded(kind: str, state: str) -> None:
    assert law_state({"kind": kind}, DAY) == state


@pytest.mark.parametrize("state", ["proposed", "adopted", "in_force", "suspended", "struck_down", "repealed"])
def test_an_event_of_the_day_counts_and_one_of_the_next_day_does_not(state: str) -> None:
    assert law_state(law(("2020-07-06", state)), DAY) == state
    assert law_state(law(("2020-07-07", state)), DAY) == "not_recorded"


def test_an_event_of_a_month_counts_from_its_last_day() -> None:
    assert law_state(law(("2020-07", "in_force")), DAY) == "not_recorded"
    assert law_state(law(("2020-07", "in_force")), date(2020, 7, 31)) == "in_force"


def test_adopted_never_undoes_in_force() -> None:
    assert law_state(law(("2019", "in_force"), ("2020-01", "adopted")), DAY) == "in_force"


def test_repealed_outdoes_everything() -> None:
    assert law_state(law(("2018", "repealed"), ("2019", "in_force")), DAY) == "repealed"


def test_the_latest_of_force_suspension_and_strike_counts() -> None:
    events = [("2018", "in_force"), ("2019-01", "suspended"), ("2019-06", "in_force"), ("2020-01", "struck_down")]
    assert [law_state(law(*events[:number]), DAY) for number in (1, 2, 3, 4)] == [kind for _, kind in events]


def test_of_two_on_one_day_the_later_in_the_list_counts() -> None:
    assert law_state(law(("2020-01", "suspended"), ("2020-01", "in_force")), DAY) == "in_force"
    assert law_state(law(("2020-01", "in_force"), ("2020-01", "suspended")), DAY) == "suspended"


def test_a_field_stands_for_the_first_event_of_its_kind_and_later_ones_count() -> None:
    row = law(("2018", "in_force"), ("2019", "suspended"), ("2020-01", "in_force"), in_force_on="2018-02")
    assert law_state(row, date(2018, 3, 1)) == "in_force"
    assert law_state(row, date(2019, 12, 31)) == "suspended"
    assert law_state(row, DAY) == "in_force"


def test_a_field_without_an_event_stands_before_the_events_of_its_day() -> None:
    assert law_state(law(("2020-01-01", "suspended"), in_force_on="2020-01-01"), DAY) == "suspended"
    assert law_state(law(adopted_on="2020-01-01"), DAY) == "adopted"
    assert law_state(law(repealed_on="2020-01-01"), DAY) == "repealed"


def test_what_is_amended_applied_or_other_changes_no_state() -> None:
    row = law(("2019", "in_force"), ("2020-01", "amended"), ("2020-02", "applied"), ("2020-03", "other"))
    assert law_state(row, DAY) == "in_force"
    assert law_state(row, DAY) in LAW_STATES


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (law(("2019", "proposed"), ("2020-01", "adopted")), ("adopted", "2020-01")),
        (law(("2018-03", "in_force"), ("2019-01-02", "in_force")), ("in_force", "2018-03")),
        (law(("2018", "in_force"), ("2019", "suspended"), ("2020-02", "in_force")), ("in_force", "2020-02")),
        (law(("2018", "in_force"), ("2019-05-01", "repealed")), ("repealed", "2019-05-01")),
        (law(("2020-07-07", "in_force"), adopted_on="2020-06"), ("adopted", "2020-06")),
        (law(kind="bill"), ("proposed", "")),
    ],
)
def test_a_state_is_told_with_the_partial_date_since_which_it_holds(row: dict[str, Any], told: tuple[str, str]) -> None:
    assert law_state_since(row, DAY) == told
