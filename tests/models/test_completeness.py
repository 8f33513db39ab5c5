"""Each column of the desk is public or private, and said to be so; nothing is unclassified."""

import pytest

from companies.models.rows import COLUMNS, MODELS
from companies.record.documents.fields import CHILD_KEYS, ROW_KEYS
from companies.vocabulary import KINDS, PLURALS

PRIVATE = {
    "id": "the desk's own number, which is never public",
    "key": "made from the row's own values",
    "private_note": "for editors",
    "pack_digest": "what a data pack last wrote",
    "edit_version": "tells a stale form",
    "order": "the place in a list, which the list itself shows",
}
"""Columns of the desk that no document holds, and why."""

PYTHON_NAMES = {python: key for key, python in COLUMNS.items()}


@pytest.mark.parametrize("kind", KINDS.codes)
def test_each_column_is_in_the_document_or_listed_as_private(kind: str) -> None:
    names = {field.name for field in MODELS[kind]._meta.concrete_fields}
    unclassified = names - set(ROW_KEYS[kind]) - set(PRIVATE)
    assert not unclassified, (
        f"add {sorted(unclassified)} of {kind} to companies/record/documents/fields.py or to PRIVATE here"
    )


@pytest.mark.parametrize("kind", KINDS.codes)
def test_each_key_of_a_document_is_a_column_or_a_list(kind: str) -> None:
    names = {field.name for field in MODELS[kind]._meta.concrete_fields}
    assert {key for key in ROW_KEYS[kind] if key not in names} <= set(CHILD_KEYS)


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind in KINDS.codes for key in ROW_KEYS[kind] if key in CHILD_KEYS]
)
def test_each_column_of_a_list_is_in_the_document_or_private(kind: str, key: str) -> None:
    child = MODELS[kind]._meta.get_field(key).related_model
    assert child is not None
    names = {PYTHON_NAMES.get(field.name, field.name) for field in child._meta.concrete_fields}
    assert names - set(CHILD_KEYS[key]) - set(PRIVATE) == {kind}


def test_each_kind_has_its_model_its_plural_and_its_keys() -> None:
    assert set(MODELS) == set(PLURALS) == set(ROW_KEYS) == set(KINDS.codes)
