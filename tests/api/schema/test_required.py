"""A key is required in the schema just where every item of its kind has it, and optional where one may lack it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.api.schema.components import item_name
from companies.api.schema.openapi import openapi
from companies.record.documents.fields import KEY
from companies.vocabulary import PLURALS
from tests.api.asking import ask
from tests.api.schema.rows import OPTIONAL, publish_next_answer, publish_rows
from tests.conftest import FULL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

SCHEMAS: dict[str, dict[str, Any]] = openapi()["components"]["schemas"]
NEVER_IN_A_WHOLE_ITEM = {("Figure", KEY), ("Check", KEY)}
"""What only ``fields`` brings to the top."""
NOT_IN_EARLIER_FORMS = {("Stance", "held_since")}
"""What every document has today, and those of an earlier form lack, which an earlier ``known_at`` still serves."""
LISTS = ("company.names", "company.owners", "company.aliases", "law.provisions", "law.events")
"""Optional lists of objects, whose objects may lack keys themselves."""
Found = dict[str, list[set[str]]]
"""The keys of each object that was served, by the name of its schema."""


def objects(schema: dict[str, Any], value: Any, within: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object inside a served value, with the name of the schema that is told for it."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        yield from objects(SCHEMAS[name], value, name)
    elif isinstance(value, dict) and "properties" in schema:
        yield within, value
        for key, inner in value.items():
            yield from objects(schema["properties"][key], inner, f"{within}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from objects(schema["items"], inner, within)


def everything_served() -> Found:
    """Ask for every item of every kind, and for all changes."""
    found: Found = defaultdict(list)
    for name, path in {**{item_name(kind): plural for kind, plural in PLURALS.items()}, "Change": "changes"}.items():
        for row in ask(f"{path}/")["results"]:
            for schema, value in objects(SCHEMAS[name], row, name):
                found[schema].append(set(value))
    return found


def serve(wanted: Collection[str], *, ended: bool = False) -> Found:
    """Return what is served of a world with these optional fields, which is gone afterwards."""
    with transaction.atomic():
        publish_rows(wanted)
        if ended:
            publish_next_answer()
        found = everything_served()
        transaction.set_rollback(True)
    return found


def test_a_key_is_required_just_where_it_is_always_there(db: None, clock: datetime) -> None:
    whole, bare, parts = serve(OPTIONAL, ended=True), serve(()), serve(LISTS)
    for name, served in whole.items():
        always = set.intersection(*served, *bare[name], *parts[name])
        ever = set.union(*served)
        told = set(SCHEMAS[name]["properties"]) - {key for schema, key in NEVER_IN_A_WHOLE_ITEM if schema == name}
        if name != "Change.fields":
            newer = {key for schema, key in NOT_IN_EARLIER_FORMS if schema == name}
            assert (name, set(SCHEMAS[name]["required"])) == (name, always - newer)
            assert (name, told) == (name, ever)


@settings(max_examples=200 if FULL else 15)
@given(wanted=st.sets(st.sampled_from(OPTIONAL)), ended=st.booleans())
def test_whatever_a_row_lacks_no_key_that_is_required_is_missing(wanted: set[str], ended: bool) -> None:
    for name, served in serve(wanted, ended=ended).items():
        for keys in served:
            assert set(SCHEMAS[name]["required"]) <= keys <= set(SCHEMAS[name]["properties"]), (name, keys)


def test_an_item_with_chosen_keys_requires_only_what_always_stays(db: None, clock: datetime) -> None:
    publish_rows(())
    for kind, plural in PLURALS.items():
        told = SCHEMAS[f"Partial{item_name(kind)}"]
        fewest = ask(f"{plural}/?fields={'slug' if told['required'] else 'company'}&omit=record")["results"][0]
        assert set(told["required"]) == set(fewest) - {"company"}
        assert set(told["properties"]) == set(SCHEMAS[item_name(kind)]["properties"])
