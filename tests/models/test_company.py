"""What a company and its names refuse in a form, and what they call themselves."""

import pytest
from django.core.exceptions import ValidationError

from companies.models import CompanyName
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
