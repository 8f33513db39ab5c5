"""Each column of the desk is public or private, and said to be so; nothing is unclassified."""

import pytest

from companies.models.rows import COLUMNS, MODELS
from companies.record.documents.fields import CHILD_KEYS, PRIVATE, ROW_KEYS
from companies.vocabulary import KINDS, PLURALS

PYTHON_NAMES = {python: key for key, python in COLUMNS.items()}


@pytest.mark.parametrize("kind", KINDS.codes)
def test_each_column_is_in_the_document_or_listed_as_private(kind: str) -> None:
    names = {field.name for field in MODELS[kind]._meta.concrete_fields}
    unclassified = names - set(ROW_KEYS[kind]) - set(PRIVATE)
    assert not unclassified, (
        f"{sorted(unclassified)} of {kind} is neither public nor private: declare it in FIELDS, or name it in PRIVATE, "
        "both in companies/record/documents/fields.py"
    )


@pytest.mark.parametrize("kind", KINDS.codes)
def test_each_key_of_a_document_is_a_column_or_a_list(kind: str) -> None:
    names = {field.name for field in MODELS[kind]._meta.concrete_fields}
    absent = {key for key in ROW_KEYS[kind] if key not in names} - set(CHILD_KEYS)
    assert not absent, f"companies/models has no column for {sorted(absent)} of {kind}: add it there, and a migration"


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind in KINDS.codes for key in ROW_KEYS[kind] if key in CHILD_KEYS]
)
def test_each_column_of_a_list_is_in_the_document_or_private(kind: str, key: str) -> None:
    child = MODELS[kind]._meta.get_field(key).related_model
    assert child is not None
    names = {PYTHON_NAMES.get(field.name, field.name) for field in child._meta.concrete_fields}
    unclassified = names - set(CHILD_KEYS[key]) - set(PRIVATE) - {kind}
    assert not unclassified, f"declare {sorted(unclassified)} in CHILDREN of companies/record/documents/fields.py"


def test_each_kind_has_its_model_its_plural_and_its_keys() -> None:
    assert set(MODELS) == set(PLURALS) == set(ROW_KEYS) == set(KINDS.codes)
