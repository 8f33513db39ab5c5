"""What lists may be narrowed by: each filter is declared whole, and taken by its kinds alone."""

from collections import Counter
from dataclasses import replace

import pytest

from companies.record.query.filter_conditions import column_is
from companies.record.query.filter_types import Filter, NumberFilter, WordsFilter
from companies.record.query.filters import FILTERS, filters_of
from companies.vocabulary import Vocabulary
from tests.record.query.asking import KINDS, refused

WHOLE = WordsFilter(
    "colour",
    kinds=("law",),
    label="Colour",
    description="What colour it has.",
    condition=column_is("colour"),
    vocabulary=Vocabulary("colour", ()),
)


def lacks(declared: Filter) -> list[str]:
    """Return what a declaration lacks, each as a sentence that names the file to edit."""
    where = f"mend {declared.name!r} in companies/record/query/filters.py"
    missing = []
    if not str(declared.label):
        missing.append(f"the filter has no label: {where}")
    if not str(declared.description).endswith("."):
        missing.append(f"the filter has no description, as a sentence: {where}")
    if not declared.kinds:
        missing.append(f"no list takes the filter: {where}")
    for kind in declared.kinds:
        if kind not in KINDS:
            missing.append(f"{kind!r} is no kind of list: {where}")
        elif not set(declared.schema(kind)) > {"type"}:
            missing.append(
                f"the schema says no more of its values than their type: "
                f"mend {type(declared).__name__} in companies/record/query/filter_types.py"
            )
    return missing


class NumberWithoutBounds(NumberFilter):
    """A type of filter that says too little in the schema."""

    def schema(self, kind: str) -> dict[str, str]:
        """Return the type alone."""
        return {"type": "integer"}


@pytest.mark.parametrize("declared", FILTERS, ids=lambda declared: declared.name)
def test_each_filter_is_declared_whole(declared: Filter) -> None:
    assert lacks(declared) == []


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        (replace(WHOLE, label=""), "the filter has no label"),
        (replace(WHOLE, description=""), "the filter has no description"),
        (replace(WHOLE, description="What colour it has"), "the filter has no description, as a sentence"),
        (replace(WHOLE, kinds=()), "no list takes the filter"),
        (replace(WHOLE, kinds=("laws",)), "'laws' is no kind of list"),
        (
            NumberWithoutBounds("weight", ("law",), "Weight", "What it weighs.", column_is("weight")),
            "the schema says no more of its values than their type: mend NumberWithoutBounds",
        ),
    ],
)
def test_what_a_declaration_lacks_is_told_with_the_file_to_edit(declared: Filter, sentence: str) -> None:
    assert lacks(WHOLE) == []
    (told,) = lacks(declared)
    assert told.startswith(sentence)
    assert "in companies/record/query/filter" in told


def test_a_filter_without_label_description_or_condition_can_not_be_made() -> None:
    with pytest.raises(TypeError, match="'label', 'description', and 'condition'"):
        NumberFilter("weight", ("law",))  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_declared_once_a_list(kind: str) -> None:
    assert [
        name for name, number in Counter(declared.name for declared in filters_of(kind)).items() if number > 1
    ] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_is_taken_by_its_kinds_and_by_no_other(kind: str) -> None:
    entered = {declared.name for declared in filters_of(kind)}
    for name in {declared.name for declared in FILTERS} - entered:
        error = refused(f"{name}=x", kind)
        assert (error.code, error.parameter) == ("unknown-parameter", name)
        assert set(error.allowed) >= entered
