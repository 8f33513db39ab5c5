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
"""Statements of a list without kept totals that are counted one by one."""


def answers_by_year(snapshot: Snapshot, condition: Q) -> Counter[int] | None:
    """Return how many statements of a list were announced in each year; years without any are left out. One query.

    None where no totals are kept of the list, and it is longer than ``MOST_COUNTED``. A partial date lies in one year,
    so that each statement is counted once.
    """
    asked = narrowed(condition, snapshot.valid_on)
    if asked and not asked.rest and not asked.path and asked.day is None and asked.values.keys() <= {"position"}:
        return totals.announced_by_year(snapshot, asked.values.get("position", ()))
    found = Counter({int(year): number for year, number in ask(_by_year, snapshot, condition)})
    return found if found.total() <= MOST_COUNTED else None


def _by_year(snapshot: Snapshot, condition: Q) -> QuerySet[Entry, tuple[Any, ...]]:
    some = listed(snapshot, "stance", condition).order_by().values("pk")[: MOST_COUNTED + 1]
    year = Substr(Cast("announced_last", CharField()), 1, 4)
    return Entry.objects.filter(pk__in=some).order_by().values_list(year).annotate(Count("pk"))
