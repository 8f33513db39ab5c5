"""Which statement of a chain stands when, and since when its position is held (design: rules of time 2, 3 and 9).

A chain is all statements of one company on one demand of one law. A statement is in force from its ``valid_from``
until the earliest ``valid_from`` of all that were announced after it. A *run* is the longest stretch of statements of
a chain, in the order in which they are in force and without those whose interval is empty, that have one position.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from companies.partial_dates import last_day

Chain = tuple[str, str, str]
"""(company, law, demand)."""


@dataclass(frozen=True)
class Interval:
    """Days on which a statement is in force: from ``valid_from`` up to, and not on, ``valid_until``."""

    valid_from: date
    valid_until: date | None
    """None while nothing has replaced it; equal to ``valid_from`` where the interval is empty."""

    @property
    def is_empty(self) -> bool:
        """Whether a later statement left it no day."""
        return self.valid_until == self.valid_from


@dataclass(frozen=True)
class Standing:
    """Where a statement stands in its chain: its days, and the run that it belongs to, which looks back only."""

    interval: Interval
    held_since: str
    """The partial date of the run's first statement: its ``effective_on`` where one is given, else ``announced_on``."""
    first_said: str
    """The slug of the run's first statement; blank where it is that itself."""


def chain_of(entered: Mapping[str, Any]) -> Chain:
    """Return the chain of a statement's entered fields."""
    return entered["company"], entered["law"], entered["demand"]


def dated(statement: Mapping[str, Any]) -> str:
    """Return since when a statement by itself says that it holds: ``effective_on`` where given, else ``announced_on``.

    A partial date.
    """
    text: str = statement.get("effective_on") or statement["announced_on"]
    return text


def valid_from(statement: Mapping[str, Any]) -> date:
    """Return the last day of ``effective_on`` where one is given, else of ``announced_on``."""
    return last_day(dated(statement))


def announcement_order(statement: Mapping[str, Any]) -> tuple[date, int, date, str]:
    """Return what a chain is ordered by: last day announced, the coarser date first, ``valid_from``, slug."""
    announced: str = statement["announced_on"]
    return last_day(announced), len(announced), valid_from(statement), statement["slug"]


def standings(chain: Iterable[Mapping[str, Any]]) -> dict[str, Standing]:
    """Return where each statement stands, by slug.

    ``chain``: entered fields (or documents) of all statements of one chain, in any order. One whose interval is empty
    belongs to no run: it holds since its own date.
    """
    ordered = sorted(chain, key=announcement_order)
    found = _intervals(ordered)
    result: dict[str, Standing] = {}
    first: Mapping[str, Any] | None = None
    # Those with a day of their own are in force in the order in which they were announced.
    for statement in ordered:
        slug, interval = statement["slug"], found[statement["slug"]]
        if interval.is_empty:
            result[slug] = Standing(interval, dated(statement), "")
            continue
        if first is None or first["position"] != statement["position"]:
            first = statement
        result[slug] = Standing(interval, dated(first), "" if first is statement else first["slug"])
    return result


def standing_of(document: Mapping[str, Any]) -> Standing | None:
    """Return where a statement stands as its document says; None for one made before documents told of runs."""
    if "held_since" not in document:
        return None
    until = document.get("valid_until")
    interval = Interval(date.fromisoformat(document["valid_from"]), date.fromisoformat(until) if until else None)
    return Standing(interval, document["held_since"], document.get("first_said", ""))


def _intervals(ordered: list[Mapping[str, Any]]) -> dict[str, Interval]:
    """Return each statement's interval by slug, of a chain in the order in which it was announced."""
    result: dict[str, Interval] = {}
    earliest_after: date | None = None
    for statement in reversed(ordered):
        begins = valid_from(statement)
        ends = None if earliest_after is None else max(earliest_after, begins)
        result[statement["slug"]] = Interval(begins, ends)
        earliest_after = begins if earliest_after is None else min(earliest_after, begins)
    return result
