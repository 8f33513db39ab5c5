"""Stances and checks as pages show them: all that were made by a day, which were in force then, what came before.

A list of stances with ``valid_on`` holds what was in force that day (``read.listed``); a page shows the stances up to
that day, and marks those that were in force.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Literal

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, When

from companies.record.documents.chains import Chain
from companies.record.ledger.revision import Entry, Reference
from companies.record.reading.entry_rows import EntryRow, read_rows
from companies.record.reading.items import Item, make_items
from companies.record.reading.known import in_force, published, published_by_columns
from companies.record.reading.ordering import ordering_of
from companies.record.reading.read import listed
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.totals import Demands
from companies.vocabulary import POSITIONS

Tally = list[tuple[str, int]]
"""(position, number of stances), in the codebook's order."""

StanceState = Literal["to_come", "in_force", "ended", "never"]

IN_CHAIN = ("announced_last", "announced_precision", "valid_from", "key")
"""The columns that a chain is ordered by, as ``chains.announcement_order`` has it (design: rules of time 2)."""
NEWEST_FIRST = ordering_of("-announced_on").terms
_CHAIN = ("company", "law", "demand")


def made_by_day(snapshot: Snapshot, condition: Q) -> QuerySet[Entry]:
    """Return the stances made by the snapshot's day, whether or not they were still in force on it."""
    return published(snapshot, "stance").filter(_made_by_day(snapshot), condition)


def standing(snapshot: Snapshot, condition: Q) -> QuerySet[Entry]:
    """Return the stances in force on the snapshot's day."""
    return published(snapshot, "stance").filter(in_force(snapshot.day), condition)


def stood_between(snapshot: Snapshot, condition: Q, begins: date, ends: date) -> list[EntryRow]:
    """Return the stances that were in force on any day from ``begins`` to ``ends``."""
    return read_rows(published(snapshot, "stance").filter(stood_within(begins, ends), condition))


def stood_within(begins: date, ends: date) -> Q:
    """Return the condition that a stance was in force on any day from ``begins`` to ``ends``."""
    return Q(valid_from__lte=ends) & (Q(valid_until__isnull=True) | Q(valid_until__gt=begins))


def newest(stances: QuerySet[Entry], at_most: int) -> list[EntryRow]:
    """Return the newest of some stances, newest first, with their revisions."""
    return read_rows(stances.order_by(*NEWEST_FIRST)[:at_most])


def is_in_force(stance: Item, day: date) -> bool:
    """Return whether a stance in hand was in force on ``day``."""
    return was_in_force(stance.columns, day)


def was_in_force(stance: EntryRow, day: date) -> bool:
    """Return whether the stance of an entry was in force on ``day``, as ``known.in_force`` asks the database."""
    starts, ends = stance.valid_from, stance.valid_until
    return starts is not None and starts <= day and (ends is None or ends > day)


def state_on(stance: Item, day: date) -> StanceState:
    """Return where a stance in hand stands on ``day``: the one answer that titles and sentences are worded from.

    ``to_come``: it is announced for a later day, one that may have begun further east; ``never``: a later statement
    left it no day.
    """
    starts, ends = stance.columns.valid_from, stance.columns.valid_until
    if ends is not None and ends == starts:
        return "never"
    if starts is None or starts > day:
        return "to_come"
    return "ended" if ends is not None and ends <= day else "in_force"


def chain_of(item: Item) -> Chain:
    """Return the chain of a stance, or the one that a check looked for."""
    return item.columns.chain


def whole_chain(snapshot: Snapshot, chain: Chain) -> list[Item]:
    """Return all stances of a chain, in the order in which one replaces another, whatever the day."""
    company, law, demand = chain
    entries = published(snapshot, "stance").filter(company=company, law=law, demand=demand)
    return make_items(snapshot, read_rows(entries.order_by(*IN_CHAIN)))


def covers_or_of(company: str, services: Collection[str]) -> Q:
    """Return the condition that the stance of another company says that it is for ``company`` too, or is a service's.

    Both are found among the references, so that no database looks through all stances for either.
    """
    found = Q(role="covers", key=company) | Q(role="company", key__in=services)
    return Q(pk__in=Reference.objects.filter(found, kind="company").values("revision")) & ~Q(company=company)


def tally(found: Counter[str]) -> Tally:
    """Return (position, number) of those that were found at least once, in the codebook's order."""
    return [(word.code, found[word.code]) for word in POSITIONS if found[word.code]]


def most_answered(by_law: Mapping[str, Demands]) -> tuple[str, str] | None:
    """Return (law, demand) that most companies have a stance in force on, if any, of what ``totals`` gives."""
    numbers: Counter[tuple[str, str]] = Counter()
    for law, demands in by_law.items():
        for (demand, _), number in demands.items():
            numbers[law, demand] += number
    answered = [(-number, *place) for place, number in numbers.items() if number]
    return min(answered)[1:] if answered else None


def latest_moves(snapshot: Snapshot, size: int) -> list[EntryRow]:
    """Return the newest stances whose position differs from the one before in their chain, newest first.

    A company that repeats itself is no news, and one a company and law are told: whoever answers all demands of a law
    at once made one. Only five stances for each that is wanted are looked through, so that a long record costs no more
    than a short one.
    """
    made = made_by_day(snapshot, Q()).order_by(*NEWEST_FIRST)
    looked_through = list(made.values_list("pk", "company", "law", "demand")[: 5 * size])
    moved = _moves(snapshot, {(company, law, demand) for _, company, law, demand in looked_through})
    newest_of: dict[tuple[str, str], int] = {}
    for pk, company, law, _ in looked_through:
        if pk in moved:
            newest_of.setdefault((company, law), pk)
    wanted = list(newest_of.values())[:size]
    return newest(published(snapshot, "stance").filter(pk__in=wanted), size)


def checks_up_to_day(snapshot: Snapshot, condition: Q, at_most: int | None = None) -> list[Item]:
    """Return the checks made by the day that was asked for, by key; without one every check was, as every stance was.

    Each alone: no page tells the state of the law beside a check.
    """
    entries = listed(snapshot, "check", condition).order_by("key")
    return make_items(snapshot, read_rows(entries[:at_most]), alone=True)


def standing_and_checks(snapshot: Snapshot, condition: Q) -> QuerySet[Entry]:
    """Return the stances in force on the snapshot's day, and the checks that ``checks_up_to_day`` gives.

    ``condition``: on the law, which nothing else has.
    """
    stands, looked = _stands_or_looked(snapshot)
    # As a case, because SQLite would look for either half of an OR in the whole record.
    shown = Case(When(stands | looked, then=True), default=False, output_field=BooleanField())
    return published_by_columns(snapshot).filter(condition).alias(shown=shown).filter(shown=True)


def answered_by_company(snapshot: Snapshot, condition: Q) -> dict[str, int]:
    """Return how many stances of each company were in force on the snapshot's day; 0 of one with nothing but checks.

    ``condition``: on the law, which nothing else has.
    """
    stands, looked = _stands_or_looked(snapshot)
    companies = published_by_columns(snapshot).filter(condition).values_list("company")
    counted = companies.annotate(answers=Count("pk", filter=stands), checks=Count("pk", filter=looked))
    return {company: answers for company, answers, checks in counted if answers or checks}


def _stands_or_looked(snapshot: Snapshot) -> tuple[Q, Q]:
    """Return the conditions of a stance in force on the snapshot's day, and of a check made by the asked one."""
    made = Q() if snapshot.valid_on is None else Q(looked_last__lte=snapshot.valid_on)
    return Q(kind="stance") & in_force(snapshot.day), Q(kind="check") & made


def unanswered(snapshot: Snapshot) -> Q:
    """Return the condition that no stance of a check's chain was in force on the snapshot's day."""
    chain: dict[str, Any] = {name: OuterRef(name) for name in ("company", "law", "demand")}
    return ~Q(Exists(published(snapshot, "stance").filter(in_force(snapshot.day), **chain)))


def _made_by_day(snapshot: Snapshot) -> Q:
    """Return the condition that a stance was made by the day that was asked for; without one every stance was."""
    return Q() if snapshot.valid_on is None else Q(valid_from__lte=snapshot.valid_on)


def _moves(snapshot: Snapshot, chains: set[Chain]) -> set[int]:
    """Return the stances of some chains, by entry, whose position differs from the one before."""
    near = published_by_columns(snapshot).filter(
        company__in={company for company, _, _ in chains}, law__in={law for _, law, _ in chains}
    )
    stances = [entry for entry in near.only("kind", *_CHAIN, *IN_CHAIN, "position") if entry.kind == "stance"]
    last: dict[Chain, str] = {}
    moved = set()
    for entry in sorted(stances, key=attrgetter(*IN_CHAIN)):
        if last.get(entry.chain) != entry.position:
            moved.add(entry.pk)
        last[entry.chain] = entry.position
    return moved
