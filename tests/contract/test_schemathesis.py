"""The API keeps what its schema promises: generated requests, in and out of the schema (QUALITY A02).

``bin/test --full`` asks some twenty thousand times. Where the schema can't say what is valid (which slugs are known,
which instant is past, which range is not empty), requests that are meant to be valid are made so here.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from companies.api.schema.openapi import openapi
from tests.api.conftest import world  # noqa: F401
from tests.conftest import FULL
from tracker.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "open_connection")]

EXAMPLES = 500 if FULL else 6
KNOWN = {
    "jurisdiction": "freedonia",
    "company": "acme",
    "law": "data-act",
    "source": "gazette",
    "stance": "acme-refuses",
    "figure": "acme-freedonia-2020-01-2020-12-user-data-requests",
    "check": "initech-data-act-2021-03-04-content-removal",
}
CLOCKS = {"valid_on": "2020-10-30", "known_at": "2026-12-31T11:30:00+00:00"}


schema = schemathesis.openapi.from_dict(openapi())
schema.app = application


@pytest.fixture
def open_connection() -> Iterator[None]:
    """Requests through WSGI leave the test's connection open, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", openapi()["paths"])
def test_every_answer_is_as_the_schema_says(path: str) -> None:
    operation = schema[path]["GET"]
    ask_much(operation, GenerationMode.POSITIVE)
    if operation.definition.raw.get("parameters"):
        ask_much(operation, GenerationMode.NEGATIVE)


def ask_much(operation: Any, mode: GenerationMode) -> None:
    """Ask an address with what its schema allows, or with what it does not, and run all checks on the answers."""

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(operation.as_strategy(generation_mode=mode))
    def answer(case: Any) -> None:
        if mode == GenerationMode.POSITIVE:
            make_valid(case)
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    answer()


def make_valid(case: Any) -> None:
    """Put what is known in place of what is only well-formed."""
    for parameter in case.operation.definition.raw.get("parameters", ()):
        name, place = parameter["name"], case.path_parameters if parameter["in"] == "path" else case.query
        if not place or name not in place:
            continue
        slug = KNOWN.get(_schema(parameter).get("x-slug-of", ""))
        if slug:
            place[name] = slug
        elif name in CLOCKS:
            place[name] = CLOCKS[name]
        elif name == "cursor":
            del place[name]
    if {"announced_from", "announced_to"} <= set(case.query or ()):
        del case.query["announced_to"]


def _schema(parameter: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = parameter["schema"]
    items: dict[str, Any] = found.get("items", found)
    return items
