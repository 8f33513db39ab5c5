"""Each parameter that a list takes is described in the schema, and stands in the reference."""

import re
from typing import Any

import pytest

from companies.api.schema import parameters as described
from companies.record.query import parameters as taken
from companies.vocabulary import PLURALS
from tests.api.asking import get

LISTS = {**PLURALS, "change": "changes"}
WHERE = "in companies/api/schema/parameters.py"


def lacks(parameter: dict[str, Any]) -> list[str]:
    """Return what the description of a parameter lacks, each as a sentence that names the file to edit."""
    missing = []
    if not parameter.get("description", "").endswith("."):
        missing.append(f"the parameter has no description, as a sentence: mend {parameter['name']!r} {WHERE}")
    if not set(parameter.get("schema", {})) > {"type"}:
        missing.append(f"the parameter has no schema beyond its type: mend {parameter['name']!r} {WHERE}")
    return missing


def parameters_in_the_reference(page: str, operation: str) -> set[str]:
    """Return the parameters that the reference shows under one address."""
    section = page.partition(f'<h3 id="{operation}">')[2].partition("<h3")[0]
    return set(re.findall(r"<dt><code>(\w+)</code></dt>", section))


@pytest.mark.parametrize("kind", LISTS)
def test_each_parameter_that_a_list_takes_is_described_whole(kind: str) -> None:
    told = {parameter["name"]: parameter for parameter in described.list_parameters(kind)}
    forgotten = set(taken.list_parameters(kind)) - set(told)
    assert not forgotten, f"{forgotten} of {LISTS[kind]} are not described: add them to list_parameters {WHERE}"
    assert [sentence for parameter in told.values() for sentence in lacks(parameter)] == []


@pytest.mark.parametrize("kind", PLURALS)
def test_each_parameter_of_an_item_and_its_history_is_described_whole(kind: str) -> None:
    told = (*described.item_parameters(kind), *described.history_parameters(kind))
    assert [sentence for parameter in told for sentence in lacks(parameter)] == []


@pytest.mark.django_db
def test_each_parameter_that_a_list_takes_stands_in_the_reference() -> None:
    page = get("/api/").content.decode()
    for kind, plural in LISTS.items():
        forgotten = set(taken.list_parameters(kind)) - parameters_in_the_reference(page, plural)
        assert not forgotten, f"{forgotten} of {plural} are not in the reference: add them to list_parameters {WHERE}"


def test_what_a_parameter_lacks_is_told_with_the_file_to_edit() -> None:
    whole = {"name": "colour", "description": "What colour it has.", "schema": {"type": "string", "enum": ["red"]}}
    assert lacks(whole) == []
    assert lacks({**whole, "description": ""}) == [
        f"the parameter has no description, as a sentence: mend 'colour' {WHERE}"
    ]
    assert lacks({**whole, "schema": {"type": "string"}}) == [
        f"the parameter has no schema beyond its type: mend 'colour' {WHERE}"
    ]


def test_a_parameter_that_the_reference_forgets_is_missed() -> None:
    page = '<h3 id="laws"><dt><code>kind</code></dt><h3 id="stances"><dt><code>law</code></dt>'
    assert parameters_in_the_reference(page, "laws") == {"kind"}
