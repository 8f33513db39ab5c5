"""What a value must look like."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from companies.models.validators import validate_iso, validate_language, validate_quote, validate_wikidata

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_iso, "hk"),
        (validate_wikidata, "312"),
        (validate_language, "english"),
        (validate_quote, "one two three four five six seven eight nine ten eleven twelve thirteen"),
        (validate_quote, "“curly”"),
    ],
)
def test_a_form_refuses_what_has_not_the_form(validate: Any, value: str) -> None:
    with pytest.raises(ValidationError):
        validate(value)
