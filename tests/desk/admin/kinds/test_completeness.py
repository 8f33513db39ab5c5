"""Every field of the desk is in a form, or is listed here with the reason why it is not."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.test import RequestFactory

from companies.models import (
    Citation,
    CompanyAlias,
    CompanyName,
    CompanyOwner,
    JurisdictionAlias,
    LawAlias,
    LawEvent,
    Provision,
)
from companies.models.rows import MODELS
from tests import cast

NOT_EDITED = {
    "id": "the database's own",
    "key": "made of the row's values at every save",
    "days_key": "likewise",
    "pack_digest": "the data pack's own",
    "edit_version": "counted at every save, to tell a stale form",
    "desk_digest": "worked out from the row",
    "record_digest": "worked out from the record",
    "desk_state": "made of the two by the database",
}


def edited(model_admin: Any, request: Any) -> set[str]:
    """Return the fields that a new row's form has."""
    return set(flatten_fieldsets(model_admin.get_fieldsets(request)))


def placed(form: Any) -> str:
    """Return what is to be done where a column has no place in a form, or a place no column."""
    file = type(form).__module__.replace(".", "/")
    return f"give each column a place in {type(form).__name__} of {file}.py, or say in NOT_EDITED why it has none"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MODELS)
def test_each_field_is_in_the_form_or_listed(kind: str) -> None:
    request = RequestFactory().get("/admin/")
    request.user = cast.editor()
    model = MODELS[kind]
    fields = {field.name for field in model._meta.concrete_fields} - set(NOT_EDITED)
    model_admin = admin.site._registry[model]
    assert edited(model_admin, request) == fields, placed(model_admin)
    for inline in model_admin.get_inline_instances(request):
        own = {field.name for field in inline.model._meta.concrete_fields} - {"id", kind}
        assert edited(inline, request) == own, placed(inline)


def test_each_child_is_edited_on_its_rows_page() -> None:
    inlines = {inline.model for model in MODELS.values() for inline in admin.site._registry[model].inlines}
    aliases = {CompanyAlias, JurisdictionAlias, LawAlias}
    assert inlines == {CompanyName, CompanyOwner, Provision, LawEvent, Citation} | aliases


def test_what_is_not_edited_is_a_field_of_some_kind() -> None:
    names = {field.name for model in MODELS.values() for field in model._meta.concrete_fields}
    assert set(NOT_EDITED) <= names
