"""Which kept list serves a question about statements, and how it is read (decision 038).

Every list of statements may be asked for at any pair of clocks. The derived tables hold some lists whole: all
statements, those of a place, of a position, of both. A question that is narrowed further walks the smallest of them;
one about a company, a law or single rows is served better by an index.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q, QuerySet

from companies.record.ledger.derived.list_names import demand_list, list_name, place_text
from companies.record.ledger.revision import Entry
from companies.record.reading.entry_rows import EntryRow, made, with_revisions
from companies.record.reading.known import in_force, lies_in, published
from companies.record.reading.ordering import Ordering, Values, ordering_of
from companies.record.reading.prepared import ask
from companies.record.reading.snapshot import Snapshot

IN_LISTS = ordering_of("announced_on").columns
"""The columns that the kept lists stand in the order of."""

LOWEST = "memberships__page__lowest"
"""What a list is ordered by before these columns: its pages."""

_FEW = ("company", "law", "key", "pk")
"""Columns of which each value is few statements: an index finds them."""

_MANY = ("position", "demand")
"""Columns that lists are kept of, or counted of, by value."""


@dataclass(frozen=True)
class Narrowed:
    """What a condition says of the columns that lists are kept of, and the rest of it."""

    path: str
    """The one place that the statements lie in; blank where none is asked for."""
    values: dict[str, list[str]]
    """The values that are asked for, by column, sorted."""
    day: date | None
    """The day on which they have to be in force, if any."""
    rest: Q

    @property
    def condition(self) -> Q:
        """What is still asked of the statements of the kept list."""
        still = (column for column in self.values if column != "position" or not self._position)
        return reduce(and_, (Q(**{f"{column}__in": self.values[column]}) for column in still), self.rest)

    @property
    def kept_list(self) -> str:
        """The name of the smallest kept list that holds every statement."""
        return list_name(self.path, self._position)

    @property
    def _position(self) -> str:
        """The one position that is asked for; blank where none is, or several."""
        positions = self.values.get("position", [])
        return positions[0] if len(positions) == 1 else ""

    def counted_lists(self) -> list[str] | None:
        """Return the names of lists that share no statement and together hold those asked for; None if none do.

        Lists of demands can't tell what is in force on a day.
        """
        if self.rest:
            return None
        if "demand" not in self.values:
            return [list_name(self.path, position) for position in self.values.get("position", [""])]
        alone = self.day is None and not self.path and "position" not in self.values
        return [demand_list(demand) for demand in self.values["demand"]] if alone else None


def narrowed(condition: Q, valid_on: date | None) -> Narrowed | None:
    """Return what a condition says; None where the statements that meet it are found by an index.

    ``valid_on``: the day on which they have to be in force, whatever the condition says; None where any day will do.
    """
    parts = _parts(condition)
    if any(_column(part) in _FEW for part in parts):
        return None
    path, day = _place(parts), _day_in_force(parts)
    if valid_on is not None and day != valid_on:
        day = None
    values: dict[str, set[str]] = {}
    rest = Q()
    for part in parts:
        column = _column(part)
        if day is not None and part in in_force(day).children:
            continue
        if not column:
            rest &= Q(part)
        elif column in _MANY and part[0] == f"{column}__in":
            values[column] = values.get(column, set(part[1])) & set(part[1])
        elif not (path and column == "jurisdiction_path"):
            rest &= Q(part)
    return Narrowed(path, {column: sorted(found) for column, found in values.items()}, day or valid_on, rest)


def walk(
    snapshot: Snapshot, asked: Narrowed, direction: Ordering, start: Values | None, at_most: int
) -> list[EntryRow]:
    """Return the first statements of a question in the order of their list, after a row's values or from the beginning.

    One query.
    """
    place = None if start is None else place_text(*start)
    asked_of_list = (asked.kept_list, asked.day, asked.condition, place, start)
    return made(ask(_walked, snapshot, *asked_of_list, direction=direction, at_most=at_most))


def _walked(
    snapshot: Snapshot,
    kept_list: str,
    day: date | None,
    condition: Q,
    place: str | None,
    start: Values | None,
    *,
    direction: Ordering,
    at_most: int,
) -> QuerySet[Entry, tuple[Any, ...]]:
    """Return the query of a walk.

    A whole page is put in order for it, by what its statements are ordered by alone: their rows are read when it is
    known which they are. ``place``: where the row of ``start`` stands.
    """
    head = snapshot.head
    page: dict[str, Any] = {"list": kept_list, "born__lte": head, "died__gt": head}
    members: dict[str, Any] = {}
    if day is not None:
        page |= {"first_from__lte": day, "last_until__gt": day}
        members["memberships__valid_from__lte"] = day
        condition &= in_force(day)
    if start is not None:
        page["lowest__lte" if direction.descending else "highest__gt"] = place
        condition &= direction.after(start)
    members |= {f"memberships__page__{name}": value for name, value in page.items()}
    first = f"-{LOWEST}" if direction.descending else LOWEST
    found = published(snapshot, "stance").filter(condition, **members).order_by(first, *direction.terms)
    return with_revisions(Entry.objects.filter(pk__in=found.values("pk")[:at_most]).order_by(*direction.terms))


def _parts(condition: Q) -> list[Any]:
    """Return what a condition asks for at once: (lookup, value), or a condition that is no such pair.

    Conditions that are joined by ``&`` are one, whose parts are those of both.
    """
    is_plain = condition.connector == Q.AND and not condition.negated
    return list(condition.children) if is_plain else [condition]


def _day_in_force(parts: list[Any]) -> date | None:
    """Return the one day that ``known.in_force`` is asked for; None where there is none."""
    days = [part[1] for part in parts if isinstance(part, tuple) and part[0] == "valid_from__lte"]
    return days[0] if len(days) == 1 and all(part in parts for part in in_force(days[0]).children) else None


def _column(part: Any) -> str:
    """Return the column of a pair; blank for any other condition."""
    return part[0].split("__")[0] if isinstance(part, tuple) else ""


def _place(parts: list[Any]) -> str:
    """Return the path of the one place that is asked for by ``known.lies_in``; blank where there is none."""
    bounds = [part for part in parts if _column(part) == "jurisdiction_path"]
    paths = [value for lookup, value in bounds if lookup == "jurisdiction_path__gte"]
    return paths[0] if len(paths) == 1 and Q(*bounds) == lies_in(paths[0]) else ""
