"""Slugs are given once."""

import pytest
from django.core.exceptions import ValidationError

from companies.models import Slug
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_slug_that_was_given_is_not_given_again() -> None:
    Slug.claim("company", ["acme"])
    with pytest.raises(ValidationError, match="Taken before: acme"):
        cast.company()
    assert cast.law("acme").slug == "acme"


def test_a_slug_is_called_by_its_kind_and_itself() -> None:
    cast.company()
    assert str(Slug.objects.get(kind="company")) == "company acme"
