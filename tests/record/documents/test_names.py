"""The company's name of a day (design: rules of time 6)."""

from datetime import date
from typing import Any

import pytest

from companies.record.documents.names import name_of_day

DAY = date(2020, 7, 6)


def company(*names: dict[str, str]) -> dict[str, Any]:
    return {"name": "Today", "names": list(names)} if names else {"name": "Today"}


def named(name: str, kind: str = "former", **dates: str) -> dict[str, str]:
    return {"name": name, "kind": kind, **dates}


def test_without_other_names_it_is_todays() -> None:
    assert name_of_day(company(), DAY) == "Today"


@pytest.mark.parametrize("kind", ["former", "legal"])
def test_a_former_or_legal_name_holds_up_to_and_on_its_last_day(kind: str) -> None:
    row = company(named("Then", kind, to="2020-07-06"))
    assert name_of_day(row, DAY) == "Then"
    assert name_of_day(row, date(2020, 7, 7)) == "Today"


def test_a_coarse_end_holds_to_its_last_day_and_a_coarse_beginning_from_its_first() -> None:
    row = company(named("Then", **{"from": "2020-07", "to": "2020-08"}))
    assert name_of_day(row, date(2020, 6, 30)) == "Today"
    assert name_of_day(row, date(2020, 7, 1)) == name_of_day(row, date(2020, 8, 31)) == "Then"


def test_a_brand_or_a_name_without_an_end_is_never_the_name_of_the_day() -> None:
    assert name_of_day(company(named("Brand", "brand", to="2021"), named("Legal", "legal")), DAY) == "Today"


def test_of_two_that_hold_the_one_that_ends_first_is_taken() -> None:
    assert name_of_day(company(named("Later", to="2021"), named("Sooner", to="2020-12")), DAY) == "Sooner"
