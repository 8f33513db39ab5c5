"""Each column of the desk is public or private, and said to be so, and each public one is what its field says."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.db import models

from companies.models.fields import (
    CodeField,
    LineField,
    ParagraphField,
    PartialDateField,
    SlugField,
    WebAddressField,
)
from companies.models.rows import MODELS, column_name
from companies.record.documents import shapes
from companies.record.documents.fields import CHILD_KEYS, CHILDREN, FIELDS, PRIVATE, ROW_KEYS, Field
from companies.vocabulary import KINDS, PLURALS

DECLARATION = "companies/record/documents/fields.py"

COLUMN_TYPES: dict[type[shapes.Shape], tuple[type, ...]] = {
    shapes.Text: (LineField, ParagraphField, CodeField),
    shapes.Slug: (SlugField,),
    shapes.WebAddress: (WebAddressField,),
    shapes.PartialDate: (PartialDateField,),
    shapes.Number: (models.BigIntegerField,),
    shapes.Code: (CodeField,),
    shapes.Codes: (models.JSONField,),
    shapes.Covered: (models.JSONField,),
    shapes.Reference: (models.ForeignKey,),
    shapes.KeyOf: (models.ForeignKey,),
    shapes.Share: (CodeField,),
}
"""The columns that hold a value of each shape; what is computed has none, and a list of objects is a table."""

Model = type[models.Model]


def _tables() -> Iterator[Any]:
    """Give each table of the desk, the fields that its columns should have, and the kind that a list's table is of."""
    for kind, fields in FIELDS.items():
        yield pytest.param(MODELS[kind], fields, "", id=kind)
        for key in ROW_KEYS[kind]:
            if key in CHILDREN:
                child = MODELS[kind]._meta.get_field(key).related_model
                yield pytest.param(child, CHILDREN[key], kind, id=key)


TABLES = list(_tables())


def file_of(model: Model) -> str:
    return f"{model.__module__.replace('.', '/')}.py"


def column_of(model: Model, field: Field) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", model._meta.get_field(column_name(model, field.name)))


def with_columns(fields: tuple[Field, ...]) -> list[Field]:
    return [field for field in fields if not field.computed and field.name not in CHILDREN]


@pytest.mark.parametrize(("model", "fields", "owner"), TABLES)
def test_each_column_is_public_or_private(model: Model, fields: tuple[Field, ...], owner: str) -> None:
    names = {column.name for column in model._meta.concrete_fields} - {owner}
    unclassified = names - {column_name(model, field.name) for field in fields} - set(PRIVATE)
    assert not unclassified, (
        f"{file_of(model)} has {sorted(unclassified)}, which is neither public nor private: declare it as a Field, "
        f"or name it in PRIVATE, both in {DECLARATION}"
    )


@pytest.mark.parametrize(("model", "fields", "owner"), TABLES)
def test_each_entered_field_has_its_column(model: Model, fields: tuple[Field, ...], owner: str) -> None:
    names = {column.name for column in model._meta.concrete_fields}
    absent = [field.name for field in with_columns(fields) if column_name(model, field.name) not in names]
    assert not absent, f"{DECLARATION} declares {absent}: add a column to {file_of(model)}, and a migration"


@pytest.mark.parametrize(("model", "fields", "owner"), TABLES)
def test_each_column_holds_what_its_field_says(model: Model, fields: tuple[Field, ...], owner: str) -> None:
    for field in with_columns(fields):
        column = column_of(model, field)
        what = f"{field.name} in {file_of(model)} and in {DECLARATION}: mend one of them"
        assert type(column) in COLUMN_TYPES[type(field.shape)], f"the column has another shape than the field: {what}"
        assert field.required != column.blank, f"what may be blank is not required, all else is: {what}"
        if isinstance(field.shape, shapes.Code):
            assert list(column.flatchoices) == field.shape.vocabulary.choices, f"the vocabularies differ: {what}"
        if isinstance(field.shape, shapes.Reference):
            assert column.related_model is MODELS[field.shape.kind], f"they refer to other kinds: {what}"


def test_what_is_private_is_a_column_of_some_table() -> None:
    names = {column.name for table in TABLES for column in table.values[0]._meta.concrete_fields}
    assert set(PRIVATE) <= names, f"no column is called {sorted(set(PRIVATE) - names)}: take it out of {DECLARATION}"


def test_each_kind_has_its_model_its_plural_and_its_keys() -> None:
    assert set(MODELS) == set(PLURALS) == set(ROW_KEYS) == set(KINDS.codes)


def test_each_list_of_objects_is_a_table() -> None:
    assert {table.id for table in TABLES} == {*KINDS.codes, *CHILD_KEYS}
