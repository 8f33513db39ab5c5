"""What a check refuses in a form, and what it calls itself."""

import pytest
from django.core.exceptions import ValidationError

from companies.models import Check
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_form_refuses_a_question_that_was_asked_after_it_looked() -> None:
    said = {"demand": "user_data", "looked_on": "2020", "asked_on": "2021", "outcome": "no_reply"}
    with pytest.raises(ValidationError) as refused:
        Check(company=cast.company(), law=cast.law(), **said).full_clean()
    assert list(refused.value.message_dict) == ["asked_on"]


def test_a_check_is_called_by_its_key() -> None:
    assert str(cast.check()) == "acme-data-act-2021-03-04-content-removal"
