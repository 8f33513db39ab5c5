"""The OpenAPI document says what is there: every address, parameter, answer and error, with examples (A01)."""

from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from companies.api.conditional import RELEASE
from companies.api.problem_types import PROBLEM_TYPES
from companies.api.schema.documents import DOCUMENTS
from companies.api.schema.openapi import openapi
from companies.record.documents.fields import field_names
from companies.record.publishing.publish import retract
from companies.record.query import parameters
from companies.vocabulary import PLURALS
from tests.api.asking import ask
from tests.tracker.addresses import SAMPLES, all_addresses

OPERATIONS = {path: methods["get"] for path, methods in openapi()["paths"].items()}


def validate(schema: str, value: Any) -> None:
    """Check a value against a component, with references inside the document."""
    check({"$ref": f"#/components/schemas/{schema}"}, value)


def check(schema: dict[str, Any], value: Any) -> None:
    """Check a value against a schema that may refer to components."""
    checked = {"components": openapi()["components"], **schema}
    Draft202012Validator(checked, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference of the document points to."""
    while "$ref" in part:
        target: Any = openapi()
        for name in part["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        part = target
    return part


def test_the_paths_are_the_routes() -> None:
    routes = {address for address in all_addresses() if address.startswith("/api/v1/")}
    assert {path.replace("{key}", SAMPLES["slug"]) for path in OPERATIONS} == routes
    assert all(list(methods) == ["get"] for methods in openapi()["paths"].values())


def test_the_release_told_is_that_of_the_package() -> None:
    with open("pyproject.toml", encoding="utf-8") as file:
        assert f'\nversion = "{RELEASE}"\n' in file.read()
    assert openapi()["info"]["version"] == RELEASE


def test_components_are_schemas() -> None:
    for schema in openapi()["components"]["schemas"].values():
        validator_for(schema, default=Draft202012Validator).check_schema(schema)


@pytest.mark.parametrize("kind", PLURALS)
def test_each_list_names_just_what_it_takes(kind: str) -> None:
    told = [parameter["name"] for parameter in OPERATIONS[f"/api/v1/{PLURALS[kind]}/"]["parameters"]]
    assert sorted(told) == sorted(parameters.list_parameters(kind))
    assert len(told) == len(set(told))


def test_changes_name_just_what_they_take() -> None:
    told = [parameter["name"] for parameter in OPERATIONS["/api/v1/changes/"]["parameters"]]
    assert sorted(told) == sorted(parameters.list_parameters("change"))


@pytest.mark.parametrize("kind", [*PLURALS, "change"])
def test_each_field_that_can_be_chosen_is_described(kind: str) -> None:
    assert set(openapi()["components"]["schemas"][kind.capitalize()]["properties"]) == set(field_names(kind))


@pytest.mark.parametrize("path", OPERATIONS)
def test_each_answer_and_each_error_has_an_example_that_fits(path: str) -> None:
    statuses = set()
    for status, response in OPERATIONS[path]["responses"].items():
        statuses.add(int(status))
        for content in resolved(response).get("content", {}).values():
            assert content["examples"]
            for example in content["examples"].values():
                if "$ref" in content["schema"]:
                    validate(content["schema"]["$ref"].rsplit("/", 1)[1], example["value"])
    assert {200, 304, 400, 405, 406, 413, 414, 415, 500} <= statuses
    assert ("{key}" in path) == (404 in statuses)
    assert path.endswith("{key}/") == (410 in statuses)


def test_each_type_of_problem_has_an_example() -> None:
    responses = openapi()["components"]["responses"].values()
    told = {
        name
        for response in responses
        for name in response.get("content", {}).get("application/problem+json", {}).get("examples", ())
    }
    assert told == set(PROBLEM_TYPES) - {"forbidden"}


def test_what_is_answered_fits_the_schema(world: datetime) -> None:
    retract([("stance", "globex-withdrew")], note="Another law.")
    for kind, plural in PLURALS.items():
        listed = ask(f"{plural}/?count=true")
        validate(f"{plural.capitalize()}List", listed)
        assert listed["results"]
        for row in listed["results"]:
            document = {key: value for key, value in row.items() if key != "record"}
            check(DOCUMENTS[kind], document)
            assert set(document) <= set(field_names(kind))
            validate(kind.capitalize(), ask(row["record"]["api_url"]))
    validate("ChangesList", ask("changes/?page_size=100"))
    validate("Tombstone", ask("stances/globex-withdrew/", 410))
    validate("StanceHistory", ask("stances/globex-withdrew/history/"))
    validate("Problem", ask("stances/?position=refused", 400))
