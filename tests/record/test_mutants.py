"""Three mutants of the record are killed by the state machine, which therefore looks where it should."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from companies import clock
from companies.partial_dates import last_day
from companies.record.documents import chains
from companies.record.documents.chains import Interval
from companies.record.ledger.revision import Head
from companies.record.publishing import appending, dependents
from tests.record.test_state_machine import RecordMachine

SEEDED = settings(
    max_examples=200, stateful_step_count=30, derandomize=True, database=None, phases=[Phase.generate], print_blob=False
)


def equal_instants_allowed(head: Head) -> datetime:
    now = clock.now()
    return now if head.recorded_at is None else max(now, head.recorded_at)


_all_intervals = dependents._chain_intervals


def only_what_is_new(context: Any, parts: Mapping[Any, Any], chains_of: Iterable[Any]) -> dict[str, Interval]:
    """Only the asked statement's interval, as if no neighbour moved."""
    asked = {key for kind, key in parts if kind == "stance"}
    intervals = _all_intervals(context, dict(parts), chains_of)
    return {slug: interval for slug, interval in intervals.items() if slug in asked}


def precision_left_out(statement: Mapping[str, Any]) -> tuple[date, date, str]:
    return last_day(statement["announced_on"]), chains.valid_from(statement), statement["slug"]


MUTANTS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "equal instants are allowed": (appending, "_instant", equal_instants_allowed),
    "only the asked statement is recomputed": (dependents, "_chain_intervals", only_what_is_new),
    "precision is left out of the order": (chains, "announcement_order", precision_left_out),
}


@pytest.mark.django_db
@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_state_machine_kills_the_mutant(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, instead = MUTANTS[mutant]
    monkeypatch.setattr(module, name, instead)
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        run_state_machine_as_test(RecordMachine, settings=SEEDED)
