"""Each field is declared once: name, shape, label and column, whole."""

import pytest
from django.utils.functional import Promise

from companies.record.documents.fields import (
    CHILD_KEYS,
    CHILDREN,
    FIELDS,
    PRIVATE,
    REFERENCE_KEYS,
    ROW_KEYS,
    Field,
    field_names,
    field_of,
    kept_name,
)
from companies.record.documents.shapes import Children, Text
from companies.record.ledger.revision import Entry
from companies.vocabulary import KINDS

WHERE = "mend it in companies/record/documents/fields.py"
ALL = [(owner, field) for owner, fields in (*FIELDS.items(), *CHILDREN.items()) for field in fields]
COLUMNS = {column.name for column in Entry._meta.concrete_fields}


@pytest.mark.parametrize(("owner", "field"), ALL, ids=lambda part: getattr(part, "name", part))
def test_each_field_has_a_label_and_a_column_that_there_is(owner: str, field: Field) -> None:
    assert isinstance(field.label, Promise), f"{owner}.{field.name} has no label in _(…): {WHERE}"
    assert str(field.label).strip(), f"{owner}.{field.name} has no label in _(…): {WHERE}"
    assert not field.column or field.column in COLUMNS, f"{owner}.{field.name}: Entry has no {field.column!r}: {WHERE}"


def test_a_label_that_is_left_out_is_named_where_the_field_stands() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'label'"):
        Field("penalty", Text())  # type: ignore[call-arg]


@pytest.mark.parametrize("owner", [*FIELDS, *CHILDREN])
def test_nothing_is_both_public_and_private(owner: str) -> None:
    both = {field.name for field in (FIELDS | CHILDREN)[owner]} & set(PRIVATE)
    assert not both, f"{sorted(both)} of {owner} stands in PRIVATE too, so that it would be published: {WHERE}"


@pytest.mark.parametrize("owner", [*FIELDS, *CHILDREN])
def test_no_kind_has_two_fields_of_one_name(owner: str) -> None:
    names = [field.name for field in (FIELDS | CHILDREN)[owner]]
    assert len(names) == len(set(names)), f"{owner} names a field twice: {WHERE}"


def test_each_list_of_objects_has_its_fields_and_no_other_has() -> None:
    lists = {field.name for fields in FIELDS.values() for field in fields if isinstance(field.shape, Children)}
    assert lists == set(CHILDREN), f"CHILDREN and the fields of shape Children differ: {WHERE}"


def test_each_kind_of_the_codebook_is_declared() -> None:
    assert set(FIELDS) == set(KINDS.codes)


def test_what_is_computed_is_not_entered() -> None:
    assert "valid_from" in field_names("stance")
    assert "valid_from" not in ROW_KEYS["stance"]
    assert CHILD_KEYS["citations"] == ("source", "relation", "quote", "note")


def test_a_reference_names_its_kind_and_parent_the_rows_own() -> None:
    assert REFERENCE_KEYS == {
        "parent": "",
        "home": "jurisdiction",
        "jurisdiction": "jurisdiction",
        "company": "company",
        "law": "law",
        "source": "source",
    }


def test_the_key_that_stays_is_the_slug_or_the_number() -> None:
    assert [kept_name(kind) for kind in ("law", "change", "figure")] == ["slug", "seq", ""]


def test_a_field_is_found_by_its_name() -> None:
    assert str(field_of("law", "short_name").label) == "Short name"
    with pytest.raises(KeyError):
        field_of("law", "private_note")
