"""How many statements of a list were announced in each year, without a long list being counted (decision 055)."""

from collections import Counter
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast, Substr

from companies.record.ledger.revision import Entry
from companies.record.reading import totals
from companies.record.reading.prepared import ask
from companies.record.reading.read import listed
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.statement_lists import narrowed

MOST_COUNTED = 2_000
"""Statements of a list that are looked at for their years alone."""


def answers_by_year(snapshot: Snapshot, condition: Q, *, in_place_of_count: bool) -> Counter[int] | None:
    """Return how many statements of a list were announced in each year; years without any are left out. One query.

    ``in_place_of_count``: whether the list is then not counted as well. Where counting it would look at each statement,
    they may be as many as there are; else None stands for more than ``MOST_COUNTED``, unless totals are kept of them.
    A partial date lies in one year, so that each statement is counted once.
    """
    asked = narrowed(condition, snapshot.valid_on)
    if asked and not asked.rest and not asked.path and asked.day is None and asked.values.keys() <= {"position"}:
        return totals.announced_by_year(snapshot, asked.values.get("position", ()))
    is_counted_by_looking = asked is None or asked.counted_lists() is None
    at_most = None if in_place_of_count and is_counted_by_looking else MOST_COUNTED + 1
    found = Counter({int(year): number for year, number in ask(_by_year, snapshot, condition, at_most=at_most)})
    return None if found.total() == at_most else found


def _by_year(snapshot: Snapshot, condition: Q, *, at_most: int | None) -> QuerySet[Entry, tuple[Any, ...]]:
    statements = listed(snapshot, "stance", condition).order_by()
    if at_most is not None:
        statements = Entry.objects.filter(pk__in=statements.values("pk")[:at_most]).order_by()
    year = Substr(Cast("announced_last", CharField()), 1, 4)
    return statements.values_list(year).annotate(Count("pk"))
