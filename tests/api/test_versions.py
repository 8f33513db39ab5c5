"""Under /api/v1/ things are only added: whatever a release's schema promised, later ones keep (A13).

``released/`` holds the promises of each release. A new release adds its own file, which this writes:
``python manage.py shell -c "from tests.api.test_versions import write_promises as write; write()"``.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from companies.api.conditional import RELEASE
from companies.api.schema.components import item_name, part_name
from companies.api.schema.openapi import openapi
from companies.api.schema.records import record_name
from companies.partial_dates import PARTIAL_DATE_PATTERN, PARTIAL_DATE_SCHEMA
from companies.vocabulary import PLURALS

RELEASED = Path(__file__).parent / "released"
_WORDS_ALONE = ("description", "summary", "example", "examples", "info", "servers", "tags")
# A code may get more words, and an answer more keys, parts, headers or links: askers are told to take what is new.
_GROWING = (
    "enum",
    "x-extensible-enum",
    "required",
    "properties",
    "responses",
    "headers",
    "links",
    "content",
    "schemas",
    "paths",
    "parameters",
)

_TO = "#/components/schemas/"
_PARTS = [f"{_TO}{part_name(kind)}" for kind in (*PLURALS, "change")]
RECORD_NAMES = [record_name(kind) for kind in PLURALS]
OLD_PARTIAL_DATE = {
    "type": "string",
    "anyOf": [
        {"pattern": "^[1-9][0-9]{3}$"},
        {"pattern": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$"},
        {"format": "date", "minLength": 10},
    ],
}


def promises(document: Any) -> Any:
    """Return a schema without what may be worded anew: descriptions and examples."""
    if isinstance(document, list):
        return [promises(part) for part in document]
    if not isinstance(document, dict):
        return document
    named = {part["name"]: part for part in document.get("parameters", ()) if isinstance(part, dict)}
    kept = document | ({"parameters": named} if isinstance(document.get("parameters"), list) else {})
    return {
        name: _members(part) if name in ("properties", "schemas") else promises(part)
        for name, part in kept.items()
        if name not in _WORDS_ALONE
    }


def _members(part: dict[str, Any]) -> dict[str, Any]:
    """Keys of documents may be called like a word of OpenAPI; "summary" is one."""
    return {name: promises(schema) for name, schema in part.items()}


def broken(old: Any, new: Any, where: str = "", grows: bool = False) -> Iterator[str]:
    """Tell the places at which ``new`` no longer keeps ``old``."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from (f"{where}/{name} is gone" for name in old if name not in new)
        yield from (f"{where}/{name} is new" for name in new if name not in old and not grows and _narrows(name))
        for name in old.keys() & new.keys():
            yield from broken(old[name], new[name], f"{where}/{name}", name in _GROWING)
        yield from (f"{where}/{name} must now be given" for name, part in new.items() if _demands(old, name, part))
    elif grows and isinstance(old, list) and isinstance(new, list):
        yield from (f"{where} no longer has {part}" for part in old if part not in new)
    elif old != new:
        yield f"{where} was {old} and is {new}"


def as_first_said(part: Any) -> Any:
    """Return promises with what is now said in other words put back into the words of the first releases.

    A date was three forms without a type, which generators of clients could not read. An item was one schema, whole or
    with the keys that ``fields`` chose; and all kinds shared one ``record``. The links from figures
    and checks to the first row led nowhere.
    """
    if part == "$response.body#/results/0/record/key":
        return "$response.body#/results/0/slug"
    if isinstance(part, list):
        return [as_first_said(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part == PARTIAL_DATE_SCHEMA:
        return OLD_PARTIAL_DATE
    if str(part.get("$ref")).removeprefix(_TO) in RECORD_NAMES:
        return {"$ref": f"{_TO}Record"}
    if "anyOf" in part:
        forms = [as_first_said(form) for form in part["anyOf"] if form.get("$ref") not in _PARTS]
        return forms[0] if len(forms) == 1 else part | {"anyOf": forms}
    return {name: as_first_said(inner) for name, inner in part.items()}


def _narrows(name: str) -> bool:
    return name not in _GROWING


def _demands(old: dict[str, Any], name: str, part: Any) -> bool:
    return name not in old and isinstance(part, dict) and part.get("required") is True


TAKEN_BACK = {"/components/schemas/Figure/required no longer has received"}
"""The one promise that was taken back: a report may give no exact number (decision 034)."""


@pytest.mark.parametrize("path", sorted(RELEASED.glob("*.json")), ids=lambda path: path.stem)
def test_what_a_release_promised_is_kept(path: Path) -> None:
    kept = broken(as_first_said(json.loads(path.read_text())), as_first_said(promises(openapi())))
    assert set(kept) <= TAKEN_BACK


@pytest.mark.parametrize("kind", [*PLURALS, "change"])
def test_an_item_of_chosen_keys_keeps_what_an_item_promised(kind: str) -> None:
    name = item_name(kind)
    old = json.loads((RELEASED / "0.2.0.json").read_text())["components"]["schemas"][name]
    new = as_first_said(promises(openapi()))["components"]["schemas"][part_name(kind)]
    assert list(broken(as_first_said(old), new)) == []


@pytest.mark.parametrize("name", RECORD_NAMES)
def test_a_kinds_record_keeps_what_the_record_of_all_promised(name: str) -> None:
    old = json.loads((RELEASED / "0.2.0.json").read_text())["components"]["schemas"]["Record"]
    new = promises(openapi())["components"]["schemas"][name]
    assert set(old["required"]) <= set(new["required"])
    assert set(new["properties"]) - {"last_looked"} <= set(old["properties"])
    told = {key for key, schema in new["properties"].items() if schema != old["properties"].get(key, schema)}
    assert told == ({"law_state"} if name in ("StanceRecord", "CheckRecord") else set())


@given(
    st.one_of(
        st.from_regex(PARTIAL_DATE_PATTERN, fullmatch=True), st.dates().map(str), st.text("0123456789-", max_size=11)
    )
)
def test_a_date_is_what_it_was(text: str) -> None:
    """But for the years before 1000, of which only days were dates."""
    old, new = (
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(text)
        for schema in (OLD_PARTIAL_DATE, PARTIAL_DATE_SCHEMA)
    )
    assert old == new or (new and text < "1000" and len(text) < 10)


def test_this_release_is_among_them() -> None:
    assert (RELEASED / f"{RELEASE}.json").exists()


STANCES = ("paths", "/api/v1/stances/", "get")
DEMAND = ("components", "schemas", "Stance", "properties", "demand")
_CHANGES: dict[str, tuple[tuple[str, ...], Any]] = {
    "a path goes": (("paths", "/api/v1/stances/"), None),
    "a parameter goes": ((*STANCES, "parameters", "company"), None),
    "a parameter is narrowed": ((*STANCES, "parameters", "page_size", "schema", "maximum"), 50),
    "a parameter must be given": ((*STANCES, "parameters", "new"), {"name": "new", "required": True}),
    "a status goes": ((*STANCES, "responses", "400"), None),
    "a key goes": (DEMAND, None),
    "a key is of another type": ((*DEMAND, "type"), "integer"),
    "a word goes": ((*DEMAND, "x-extensible-enum"), ["user_data"]),
    "a key may be absent": (("components", "schemas", "StancesList", "required"), ["results"]),
}


@pytest.mark.parametrize("change", _CHANGES)
def test_a_breaking_change_is_told(change: str) -> None:
    place, value = _CHANGES[change]
    old, new = promises(openapi()), promises(openapi())
    _put(new, place, value)
    assert list(broken(old, new))


@pytest.mark.parametrize("place", [(*STANCES, "parameters", "new"), (*DEMAND[:-1], "new"), ("paths", "/api/v1/new/")])
def test_what_is_added_breaks_nothing(place: tuple[str, ...]) -> None:
    old, new = promises(openapi()), promises(openapi())
    _put(new, place, {"type": "string"})
    assert list(broken(old, new)) == []


def _put(document: Any, place: tuple[str, ...], value: Any) -> None:
    for name in place[:-1]:
        document = document[name]
    if value is None:
        del document[place[-1]]
    else:
        document[place[-1]] = value


def write_promises() -> None:
    """Write what this release promises."""
    text = json.dumps(promises(openapi()), sort_keys=True, indent=1)
    (RELEASED / f"{RELEASE}.json").write_text(text + "\n")
