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


def test_what_a_restated_draft_is_about_cannot_be_edited() -> None:
    first = cast.figure()
    second = cast.figure(restates=first, received=13)
    first.restates = second
    with pytest.raises(ValidationError, match=f"{second.key} restates it"):
        first.save()
    first.refresh_from_db()
    first.received = 11
    first.save()
    assert Figure.objects.get(key=first.key).received == 11


def test_a_key_that_would_be_too_long_is_refused() -> None:
    company, place = cast.company("a" * 80), cast.place("b" * 80)
    about = {"period_from": "2020-01-01", "period_to": "2020-06-30", "request_type": "financial_identifiers"}
    about |= {"unit": "identifiers", "process": "national_security_letter", "content": "non_content"}
    first = cast.figure(company=company, jurisdiction=place, received=1, **about)
    again = Figure(company=company, jurisdiction=place, source=first.source, received=2, restates=first, **about)
    with pytest.raises(ValidationError, match="Its key would be longer than 255 characters"):
        again.clean()
