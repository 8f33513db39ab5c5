"""How many there are of each, at both clocks, from rows that publishing keeps: no statement is read to be counted.

What is in force on a day is what has no end, less what has begun only after that day, and with what has ended only
after it (decision 039). Of days near today both are few, and an index finds them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, Value

from companies.record.ledger.derived.total import COMPANY, LAW, RECORD, YEAR, Counts
from companies.record.ledger.derived.total_filing import totals_at
from companies.record.reading.known import published_by_columns
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import POSITIONS

Demands = Counter[tuple[str, str]]
"""Statements by (demand, position)."""
Positions = Counter[str]
"""Statements by position."""


def counts_of_kinds(snapshot: Snapshot) -> Counts:
    """Return how many rows of each kind are published, as known then; kinds without any are left out. One query."""
    return totals_at(RECORD, snapshot.head).get("", {})


def in_force_by_law(snapshot: Snapshot, laws: Collection[str] | None = None) -> dict[str, Demands]:
    """Return how many statements on each law were in force on the snapshot's day, by demand and position.

    ``laws``: of those alone; None: of all. Two queries. A law without any may be left out.
    """
    found: dict[str, Demands] = {}
    for law, counts in totals_at(LAW, snapshot.head, laws).items():
        found[law] = Counter({_demand_and_position(name): number for name, number in counts.items()})
    for step, law, demand, position, number in _exceptions(snapshot, ("law", "demand", "position"), laws):
        found.setdefault(law, Counter())[demand, position] += step * number
    return found


def in_force_by_company(snapshot: Snapshot, companies: Collection[str]) -> dict[str, Positions]:
    """Return how many statements of each company were in force on the snapshot's day, by position; two queries."""
    found: dict[str, Positions] = {}
    for company, counts in totals_at(COMPANY, snapshot.head, companies).items():
        found[company] = Counter(counts)
    for step, company, position, number in _exceptions(snapshot, ("company", "position"), companies):
        found.setdefault(company, Counter())[position] += step * number
    return found


def announced_by_year(snapshot: Snapshot, positions: Collection[str] = ()) -> Counter[int]:
    """Return how many statements were announced in each year, whatever the day on which they are in force; one query.

    ``positions``: those of these alone; of all where none is named. A year without any is left out.
    """
    found: Counter[int] = Counter()
    for year, counts in totals_at(YEAR, snapshot.head).items():
        found[int(year)] = sum(number for position, number in counts.items() if not positions or position in positions)
    return +found


def groups_of(positions: Mapping[str, int]) -> Counter[str]:
    """Return how many statements of each group of positions there are."""
    groups: Counter[str] = Counter()
    for position, number in positions.items():
        groups[POSITIONS[position].group] += number
    return groups


def positions_of(demands: Mapping[tuple[str, str], int]) -> Positions:
    """Return how many statements of each position there are, whatever their demand."""
    positions: Positions = Counter()
    for (_, position), number in demands.items():
        positions[position] += number
    return positions


def by_demand(counted: Iterable[Demands]) -> dict[str, Positions]:
    """Return how many statements of each position there are to each demand; demands without any may be left out."""
    found: dict[str, Positions] = {}
    for demands in counted:
        for (demand, position), number in demands.items():
            found.setdefault(demand, Counter())[position] += number
    return found


def _demand_and_position(name: str) -> tuple[str, str]:
    demand, position = name.split("/")
    return demand, position


def _exceptions(snapshot: Snapshot, columns: tuple[str, ...], keys: Collection[str] | None) -> Iterable[Any]:
    """Return (1 or -1, values of ``columns``, number) of what the totals without an end have to be mended by.

    One query of two halves, each along an index of its own. ``keys``: of those values of the first column alone.
    """
    about = Q() if keys is None else Q(**{f"{columns[0]}__in": keys})
    statements = published_by_columns(snapshot).filter(about)  # nothing else has these days
    to_come = statements.filter(valid_until__isnull=True, valid_from__gt=snapshot.day)
    ended_later = statements.filter(valid_from__lte=snapshot.day, valid_until__gt=snapshot.day)
    halves = [
        half.annotate(step=Value(step)).values_list("step", *columns).annotate(Count("pk"))
        for step, half in ((-1, to_come), (1, ended_later))
    ]
    return halves[0].union(halves[1], all=True)
