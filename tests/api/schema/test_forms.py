"""Every schema has a form that generators of clients read: what they can't becomes ``unknown``, or code that fails."""

from collections.abc import Iterator
from typing import Any

import pytest

from companies.api.schema.openapi import openapi

Schema = dict[str, Any]
CHOICES = ("anyOf", "oneOf", "allOf", "not", "if")
OF_ANY_TYPE = ("old", "new")
"""In a change: what a key was and is. It may be whatever a document holds."""


def schemas(part: Any, name: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield every schema of the document, with the key that it stands under."""
    if isinstance(part, list):
        for one in part:
            yield from schemas(one, name)
    elif isinstance(part, dict):
        for key, inner in part.items():
            if key in ("schema", "items", "additionalProperties"):
                yield from inside(inner, key)
            elif key == "schemas":
                yield from (found for named, one in inner.items() for found in inside(one, named))
            elif key not in ("example", "examples"):
                yield from schemas(inner, key)


def inside(schema: Schema, name: str) -> Iterator[tuple[str, Schema]]:
    """Yield a schema and all within it."""
    yield name, schema
    for key, inner in schema.get("properties", {}).items():
        yield from inside(inner, key)
    for key in ("items", "additionalProperties"):
        if key in schema:
            yield from inside(schema[key], key)
    for choice in CHOICES:
        for inner in schema.get(choice, ()):
            yield from inside(inner, choice)


def faults(name: str, schema: Schema) -> list[str]:
    """Return what generators trip over in one schema."""
    choices = [choice for choice in CHOICES if choice in schema]
    said = [word for word in ("type", "$ref", *choices) if word in schema]
    found = []
    if len(said) != 1 and not (not said and name in OF_ANY_TYPE):
        found.append(f"{name} says {said or 'nothing'} of what it is, not one thing")
    if set(choices) - {"anyOf"}:
        found.append(f"{name} is made with {choices}, which generators read in different ways")
    if not isinstance(schema.get("type", ""), str):
        found.append(f"{name} has several types")
    if "$ref" in schema and set(schema) != {"$ref"}:
        found.append(f"{name} says more beside a reference, which most generators drop")
    if schema.get("type") == "array" and "items" not in schema:
        found.append(f"{name} doesn't say what the list holds")
    if None in schema.get("enum", ()) or not all(isinstance(word, str | int) for word in schema.get("enum", ())):
        found.append(f"{name} has words that are neither text nor number")
    if set(schema.get("required", ())) - set(schema.get("properties", ())):
        found.append(f"{name} requires what it doesn't describe")
    return found


def test_every_schema_says_once_what_it_is() -> None:
    listed = list(schemas(openapi()))
    assert len(listed) > 500
    assert [fault for name, schema in listed for fault in faults(name, schema)] == []


def test_every_choice_is_between_components_or_may_be_null() -> None:
    for name, schema in schemas(openapi()):
        if "anyOf" in schema:
            nulls = [form for form in schema["anyOf"] if form == {"type": "null"}]
            components = [form for form in schema["anyOf"] if "$ref" in form]
            assert len(nulls) == 1 or components == schema["anyOf"], name
            assert len(schema["anyOf"]) - len(nulls) == max(1, len(components)), name


def test_every_operation_and_every_parameter_has_a_name_of_its_own() -> None:
    operations = [methods["get"] for methods in openapi()["paths"].values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        for parameter in operation.get("parameters", ()):
            assert "content" not in parameter
            assert parameter["schema"]
        parameters = [parameter["name"] for parameter in operation.get("parameters", ())]
        assert len(set(parameters)) == len(parameters)


def test_no_two_components_have_names_that_differ_only_in_case() -> None:
    names = [name.lower() for name in openapi()["components"]["schemas"]]
    assert len(set(names)) == len(names)
    assert [name for name, schema in schemas(openapi()) if "title" in schema] == [], "a title would name a class anew"


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "anyOf": [{"pattern": "^[0-9]{4}$"}]},
        {},
        {"type": ["string", "null"]},
        {"$ref": "#/components/schemas/Stance", "description": "One."},
        {"type": "array"},
        {"oneOf": [{"type": "string"}]},
        {"type": "string", "enum": ["a", None]},
        {"type": "object", "required": ["slug"], "properties": {}},
    ],
)
def test_what_generators_trip_over_is_told(schema: Schema) -> None:
    assert faults("colour", schema)
