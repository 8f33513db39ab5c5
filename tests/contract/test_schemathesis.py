"""The API keeps what its schema promises: generated requests, in and out of the schema (A02).

Every check and every phase of schemathesis: the examples, the edges of each parameter, random requests, and walks
along the links from one answer to the next. The suite asks a few thousand times from one seed; ``bin/test --full`` asks
more than twenty thousand times from three.
"""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
import schemathesis
from django.db import connection
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from companies.api.schema.openapi import openapi
from tests.api.conftest import world  # noqa: F401
from tests.conftest import FULL
from tracker.wsgi import application

# Schemathesis asks from threads of its own, so that the world has to be committed.
pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = (1, 2, 3) if FULL else (1,)
EXAMPLES = 200 if FULL else 5
PHASES = {"examples", "coverage", "fuzzing", "stateful"}
KNOWN = {
    "jurisdiction": "freedonia",
    "company": "acme",
    "law": "data-act",
    "source": "gazette",
    "stance": "acme-refuses",
    "figure": "acme-freedonia-2020-01-2020-12-user-data-requests",
    "check": "initech-data-act-2021-03-04-content-removal",
}
PASSED = {"valid_on": "2020-10-30", "known_at": "2026-12-31T11:30:00+00:00", "min_head": 1}


@pytest.fixture(autouse=True)
def hooks() -> Iterator[None]:
    """Before each request, what is meant to be valid is made to name what is known; after it, the thread lets go."""
    schemathesis.hook("before_call")(make_valid)
    schemathesis.hook("after_call")(leave_database)
    yield
    schemathesis.hooks.unregister(make_valid)
    schemathesis.hooks.unregister(leave_database)


def leave_database(context: schemathesis.HookContext, case: Any, response: Any) -> None:
    """Close the connection of the thread that asked: nobody does when the thread ends, and the database must go."""
    connection.close()


def make_valid(context: schemathesis.HookContext, case: Any, **kwargs: Any) -> None:
    """Put what is known in place of what is only well-formed: slugs, clocks and a head that have passed, days."""
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    for parameter in case.operation.definition.raw.get("parameters", ()):
        name, place = parameter["name"], case.path_parameters if parameter["in"] == "path" else case.query
        if not place or name not in place:
            continue
        slug = KNOWN.get(_schema(parameter).get("x-slug-of", ""))
        if slug:
            place[name] = slug
        elif name in PASSED:
            place[name] = PASSED[name]
        elif name == "cursor":
            del place[name]
    if {"announced_from", "announced_to"} <= set(case.query or ()):
        del case.query["announced_to"]


def _schema(parameter: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = parameter["schema"]
    items: dict[str, Any] = found.get("items", found)
    return items


@pytest.mark.parametrize("seed", SEEDS)
def test_every_answer_is_as_the_schema_says(world: datetime, seed: int) -> None:  # noqa: F811
    asked, failed = ask_everything(seed)
    assert failed == []
    assert set(asked) == PHASES
    assert all(asked[phase] >= EXAMPLES for phase in ("fuzzing", "stateful")), asked
    assert asked.total() >= (7_000 if FULL else 2_000), asked


def ask_everything(seed: int) -> tuple[Counter[str], list[str]]:
    """Run all of schemathesis; return how often each phase asked, and what failed."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "continue-on-failure": True,
            "headers": {"Accept-Encoding": "identity"},
            "generation": {"max-examples": EXAMPLES, "database": "none"},
        }
    )
    # It resolves references in place, and the document is shared by the whole process.
    schema = schemathesis.openapi.from_dict(deepcopy(openapi()), config=config)
    schema.app = application
    asked: Counter[str] = Counter()
    failed = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            asked[event.phase.value] += len(event.recorder.cases)
            failed += [
                f"{check.name}: {check.failure_info.failure}\n{check.failure_info.code_sample}"
                for checks in event.recorder.checks.values()
                for check in checks
                if check.failure_info
            ]
        elif isinstance(event, events.NonFatalError):
            failed.append(f"{event.label}: {event.value}")
        elif isinstance(event, events.FatalError):
            failed.append(str(event.exception))
    return asked, failed
