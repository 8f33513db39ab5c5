"""What a company and its names refuse in a form, and what they call themselves."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from companies.models import CompanyName, CompanyOwner
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_form_refuses_a_name_that_ends_before_it_begins() -> None:
    row = CompanyName(company=cast.company(), name="A", kind="former", from_date="2021", to_date="2020")
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["to_date"]


def test_a_company_and_its_names_are_called_by_them() -> None:
    company = cast.company(names=[{"name": "Anvils", "kind": "brand"}])
    assert str(company) == "Acme"
    assert str(company.names.get()) == "Anvils"


def test_a_company_is_not_closed_on_a_day_to_come() -> None:
    row = cast.company(closed_on="2026")
    row.full_clean()
    row.closed_on = "2028"
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.message_dict == {"closed_on": ["2028 lies in the future."]}


@pytest.mark.parametrize(
    ("dates", "faults"),
    [
        ({"from_date": "2012", "to_date": "2012-05"}, {}),
        ({"from_date": "2013", "to_date": "2012"}, {"to_date": ["It ends before it begins."]}),
        ({"from_date": "2028"}, {"from_date": ["2028 lies in the future."]}),
        ({"to_date": "2028-01"}, {"to_date": ["2028-01 lies in the future."]}),
        ({"to_date": "2012-13"}, {"to_date": ["“2012-13” is no date: write 2020, 2020-07 or 2020-07-06."]}),
    ],
)
def test_a_form_refuses_an_ownership_whose_dates_can_not_be(
    dates: dict[str, str], faults: dict[str, list[str]]
) -> None:
    row = CompanyOwner(company=cast.company(), owner=cast.company("globex"), **dates)
    try:
        row.full_clean()
        found = {}
    except ValidationError as error:
        found = error.message_dict
    assert found == faults


@pytest.mark.parametrize("owners", [["globex", "bolt"], ["acme"]])
def test_the_database_keeps_two_owners_of_today_and_oneself_out(owners: list[str]) -> None:
    rows = {slug: cast.company(slug) for slug in ("acme", "globex", "bolt")}
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.own(rows["acme"], [{"company": rows[slug]} for slug in owners])


def test_an_owner_and_an_alias_are_called_by_their_names() -> None:
    company = cast.company(parent=cast.company("globex"), aliases=[{"name": "頂點"}])
    assert str(company.owners.get()) == "Globex"
    assert str(company.aliases.get()) == "頂點"
