"""Which statement of a chain is in force when (design: rules of time 2 and 3).

A chain is all statements of one company on one demand of one law. A statement is in force from its ``valid_from``
until the earliest ``valid_from`` of all that were announced after it.
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


def valid_from(statement: Mapping[str, Any]) -> date:
    """Return the last day of ``effective_on`` where one is given, else of ``announced_on``."""
    return last_day(statement.get("effective_on") or statement["announced_on"])


def announcement_order(statement: Mapping[str, Any]) -> tuple[date, int, date, str]:
    """Return what a chain is ordered by: last day announced, the coarser date first, ``valid_from``, slug."""
    announced: str = statement["announced_on"]
    return last_day(announced), len(announced), valid_from(statement), statement["slug"]


def intervals(chain: Iterable[Mapping[str, Any]]) -> dict[str, Interval]:
    """Return each statement's interval by slug. ``chain``: entered fields (or documents) of one chain, in any order."""
    result: dict[str, Interval] = {}
    earliest_after: date | None = None
    for statement in sorted(chain, key=announcement_order, reverse=True):
        begins = valid_from(statement)
        ends = None if earliest_after is None else max(earliest_after, begins)
        result[statement["slug"]] = Interval(begins, ends)
        earliest_after = begins if earliest_after is None else min(earliest_after, begins)
    return result
