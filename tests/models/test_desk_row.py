"""What may not change or go once it is published."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from companies.models import Company, Slug, Source, Stance
from companies.record.publishing.publish import retract
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_draft_can_go_and_gives_its_slug_back() -> None:
    cast.source("gazette").delete()
    assert not Slug.objects.filter(kind="source", slug="gazette").exists()
    assert cast.source("gazette").pk


@pytest.mark.parametrize("by_queryset", [False, True])
def test_what_stands_in_the_record_can_not_be_deleted_even_when_it_was_retracted(by_queryset: bool) -> None:
    row = cast.source()
    cast.publish_everything()
    retract([("source", row.slug)], note="A duplicate.")
    with pytest.raises(ProtectedError), transaction.atomic():
        Source.objects.all().delete() if by_queryset else row.delete()
    assert Source.objects.count() == 1


def test_a_slug_is_made_once_and_never_edited() -> None:
    row = cast.company()
    row.slug = "other"
    with pytest.raises(ValidationError):
        row.save()
    assert Company.objects.get(slug="acme").pk == row.pk


@pytest.mark.parametrize(("name", "value"), [("demand", "content_removal"), ("company", "zenith")])
def test_company_law_and_demand_of_a_published_stance_are_frozen(name: str, value: str) -> None:
    row = cast.stance()
    setattr(row, name, cast.company(value) if name == "company" else value)
    row.save()
    cast.publish_everything()
    row = Stance.objects.get(slug=row.slug)
    setattr(row, name, cast.company("third") if name == "company" else "user_data")
    with pytest.raises(ValidationError, match="can’t be edited"):
        row.save()
    with pytest.raises(ValidationError):
        row.clean()
    row.refresh_from_db()
    row.summary = "Other words."
    row.save()
    row.clean()
