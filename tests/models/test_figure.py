"""What a figure refuses, its key, and what it calls itself."""

import pytest
from django.core.exceptions import ValidationError

from companies.models import Figure
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_form_refuses_a_period_that_ends_before_it_begins() -> None:
    said = {"period_from": "2021", "period_to": "2020", "request_type": "user_data", "unit": "requests", "received": 1}
    row = Figure(company=cast.company(), jurisdiction=cast.place(), source=cast.source(), **said)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["period_to"]


def test_the_key_of_a_figure_is_made_of_its_values_and_frozen_with_them() -> None:
    row = cast.figure()
    assert row.public_key == str(row) == "acme-freedonia-2020-01-2020-12-user-data-requests"
    cast.publish_everything()
    row.unit = "accounts"
    with pytest.raises(ValidationError):
        row.save()
    Figure.objects.get(unit="requests")
