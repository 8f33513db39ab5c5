"""Mutants of the record are killed by the state machine, which therefore looks where it should."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from companies import clock
from companies.partial_dates import last_day
from companies.record.documents import chains
from companies.record.documents.chains import Standing
from companies.record.ledger.revision import Floor, Head
from companies.record.publishing import appending, dependents
from tests.record.test_state_machine import RecordMachine

SEEDED = settings(
    max_examples=200, stateful_step_count=30, derandomize=True, database=None, phases=[Phase.generate], print_blob=False
)


def equal_instants_allowed(head: Head, floor: Floor | None) -> datetime:
    now = clock.now()
    return now if head.recorded_at is None else max(now, head.recorded_at)


_all_standings = dependents.chain_standings
_all_runs = chains.standings


def only_what_is_new(context: Any, parts: Mapping[Any, Any], chains_of: Iterable[Any]) -> dict[str, Standing]:
    """Only where the asked statement stands, as if no neighbour moved."""
    asked = {key for kind, key in parts if kind == "stance"}
    standings = _all_standings(context, dict(parts), chains_of)
    return {slug: standing for slug, standing in standings.items() if slug in asked}


def runs_go_on_over_others(chain: Iterable[Mapping[str, Any]]) -> dict[str, Standing]:
    """A position that comes back counts from the first time it was ever held."""
    listed = sorted(chain, key=chains.announcement_order)
    real, seen = _all_runs(listed), dict[str, tuple[str, str]]()
    for statement in listed:
        slug, standing = statement["slug"], real[statement["slug"]]
        if not standing.interval.is_empty:
            held, first = seen.setdefault(statement["position"], (standing.held_since, standing.first_said or slug))
            real[slug] = replace(standing, held_since=held, first_said="" if first == slug else first)
    return real


def empty_days_count(chain: Iterable[Mapping[str, Any]]) -> dict[str, Standing]:
    """A statement that was never in force begins a run, or breaks one."""
    listed = sorted(chain, key=chains.announcement_order)
    real, first = _all_runs(listed), None
    for statement in listed:
        if first is None or first["position"] != statement["position"]:
            first = statement
        begun = "" if first is statement else first["slug"]
        slug = statement["slug"]
        real[slug] = replace(real[slug], held_since=chains.dated(first), first_said=begun)
    return real


def held_since_it_was_announced(chain: Iterable[Mapping[str, Any]]) -> dict[str, Standing]:
    """What a run's first statement says of an earlier day is left out."""
    listed = {statement["slug"]: statement for statement in chain}
    return {
        slug: replace(standing, held_since=listed[standing.first_said or slug]["announced_on"])
        for slug, standing in _all_runs(listed.values()).items()
    }


def precision_left_out(statement: Mapping[str, Any]) -> tuple[date, date, str]:
    return last_day(statement["announced_on"]), chains.valid_from(statement), statement["slug"]


MUTANTS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "equal instants are allowed": (appending, "_instant", equal_instants_allowed),
    "only the asked statement is recomputed": (dependents, "chain_standings", only_what_is_new),
    "a run goes on over another position": (dependents, "standings", runs_go_on_over_others),
    "a statement that was never in force counts in a run": (dependents, "standings", empty_days_count),
    "an earlier day that a run's first statement names is left out": (
        dependents,
        "standings",
        held_since_it_was_announced,
    ),
    "precision is left out of the order": (chains, "announcement_order", precision_left_out),
}


@pytest.mark.django_db
@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_state_machine_kills_the_mutant(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, instead = MUTANTS[mutant]
    monkeypatch.setattr(module, name, instead)
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        run_state_machine_as_test(RecordMachine, settings=SEEDED)
