"""What a law refuses in a form, and what it and its parts call themselves."""

import pytest
from django.core.exceptions import ValidationError

from companies.models import Law, LawEvent, Provision
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_form_refuses_a_demand_that_is_none() -> None:
    row = Law(
        slug="b", name="B", short_name="B", kind="bill", jurisdiction=cast.place(), summary="B", demands=["money"]
    )
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["demands"]


def test_a_law_is_called_by_its_short_name_and_its_parts_by_label_and_date() -> None:
    law = cast.law(
        events=[{"date": "2020", "kind": "adopted"}], provisions=[{"label": "Section 7", "summary": "Hand over."}]
    )
    assert str(law) == "Data Act (Freedonia)"
    assert str(LawEvent.objects.get()) == "2020 It was adopted"
    assert str(Provision.objects.get()) == "Section 7"
