"""What each filter asks of the database, by the columns of an entry (design: filters).

Values within a filter are *or*, filters among themselves are *and*; the values were parsed before.
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from companies.partial_dates import first_day, last_day
from companies.record.ledger.revision import Reference
from companies.record.query.filter_types import Condition, FilterInput
from companies.record.reading import read
from companies.record.reading.known import in_force, lies_in
from companies.record.reading.last_looked import looked_before
from companies.vocabulary import POSITIONS


def column_is(column: str) -> Condition:
    """Return the condition that a column holds one of the values."""
    return lambda chosen: Q(**{f"{column}__in": chosen.values})


def row_or_named(kind: str) -> Condition:
    """Return the condition that an entry names one of the rows; on the change feed their own revisions meet it too."""

    def condition(chosen: FilterInput) -> Q:
        named = Q(**{f"{kind}__in": chosen.values})
        return named | Q(kind=kind, key__in=chosen.values) if chosen.kind == "change" else named

    return condition


def demand_is(chosen: FilterInput) -> Q:
    """A law has several demands, every other row one."""
    if chosen.kind != "law":
        return Q(demand__in=chosen.values)
    condition = Q()
    for value in chosen.values:
        condition |= Q(demands__contains=f"/{value}/")
    return condition


def lies_in_jurisdiction(chosen: FilterInput) -> Q:
    """The place and those below it, as known then: a range of paths, which an index serves; one query."""
    places = map(lies_in, read.jurisdiction_paths(chosen.snapshot, chosen.values).values())
    return reduce(or_, places)


def position_in_group(chosen: FilterInput) -> Q:
    """The groups' positions, since entries hold no group."""
    return Q(position__in=[word.code for word in POSITIONS if word.group in chosen.values])


def announced_from(chosen: FilterInput) -> Q:
    """A coarse date matches where its period overlaps (design: rules of time 1)."""
    return Q(announced_last__gte=first_day(chosen.values[0]))


def announced_to(chosen: FilterInput) -> Q:
    """A coarse date matches where its period overlaps (design: rules of time 1)."""
    return Q(announced_first__lte=last_day(chosen.values[0]))


def is_repeat(chosen: FilterInput) -> Q:
    """A statement that says its company's position again; on the change feed all else counts as no repeat."""
    repeats = ~Q(first_said="")
    return repeats if chosen.values == ["true"] else ~repeats


def stands(chosen: FilterInput) -> Q:
    """Statements in force on the snapshot's day, or all others."""
    stands_then = in_force(chosen.snapshot.day)
    return stands_then if chosen.values == ["true"] else ~stands_then


def is_stale(chosen: FilterInput) -> Q:
    """Statements that were said, and last looked for, before the first day of the date (design: rules of time 10)."""
    return looked_before(chosen.snapshot, first_day(chosen.values[0]))


def cites_source(chosen: FilterInput) -> Q:
    """Revisions that cite one of the sources, for or against what they say."""
    citing = Reference.objects.filter(kind="source", key__in=chosen.values, role__in=("supports", "disputes"))
    return Q(pk__in=citing.values("revision"))


def kind_is(chosen: FilterInput) -> Q:
    """On the change feed the kind of row, on a list the kind that the row itself says it is of."""
    return Q(kind__in=chosen.values) if chosen.kind == "change" else Q(document_kind__in=chosen.values)


def numbered_after(chosen: FilterInput) -> Q:
    """Revisions with a higher number."""
    return Q(pk__gt=int(chosen.values[0]))
