"""Stances and checks as pages show them: all that were made by a day, which were in force then, what came before.

A list of stances with ``valid_on`` holds what was in force that day (``read.listed``); a page shows the stances up to
that day, and marks those that were in force.
"""

from collections import Counter
from datetime import date
from typing import Literal

from django.db.models import Count, Q

from companies.record.documents.chains import Chain
from companies.record.ledger.revision import Reference
from companies.record.reading.items import Item, make_items
from companies.record.reading.known import in_force, published
from companies.record.reading.ordering import ordering_of
from companies.record.reading.read import EVERYTHING
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import POSITIONS

Tally = list[tuple[str, int]]
"""(position, number of stances), in the codebook's order."""

StanceState = Literal["to_come", "in_force", "ended", "never"]

IN_CHAIN = ("announced_last", "announced_precision", "valid_from", "key")
"""The columns that a chain is ordered by, as ``chains.announcement_order`` has it (design: rules of time 2)."""
NEWEST_FIRST = ordering_of("-announced_on").terms


def stances_up_to_day(snapshot: Snapshot, condition: Q) -> list[Item]:
    """Return the stances made by the snapshot's day, oldest first, whether or not they were still in force on it."""
    entries = published(snapshot, "stance").filter(_made_by_day(snapshot), condition)
    return make_items(snapshot, entries.order_by(*ordering_of("announced_on").terms).select_related("revision"))


def stances_in_force(snapshot: Snapshot, condition: Q = EVERYTHING) -> list[Item]:
    """Return the stances in force on the snapshot's day, newest first."""
    entries = published(snapshot, "stance").filter(in_force(snapshot.day), condition)
    return make_items(snapshot, entries.order_by(*NEWEST_FIRST).select_related("revision"))


def is_in_force(stance: Item, day: date) -> bool:
    """Return whether a stance in hand was in force on ``day``, as ``known.in_force`` asks the database."""
    starts, ends = stance.columns.valid_from, stance.columns.valid_until
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
    return make_items(snapshot, entries.order_by(*IN_CHAIN).select_related("revision"))


def covers(company: str) -> Q:
    """Return the condition that the stance of another company says that it is for ``company`` too."""
    return Q(pk__in=Reference.objects.filter(kind="company", key=company, role="covers").values("revision"))


def positions_in_force(snapshot: Snapshot, by: str, condition: Q = EVERYTHING) -> dict[str, Counter[str]]:
    """Return how many stances of each position were in force on the snapshot's day, by a column (company, law …)."""
    entries = published(snapshot, "stance").filter(in_force(snapshot.day), condition)
    found: dict[str, Counter[str]] = {}
    for value, position, number in entries.order_by().values_list(by, "position").annotate(Count("pk")):
        found.setdefault(value, Counter())[position] += number
    return found


def tally(found: Counter[str]) -> Tally:
    """Return (position, number) of those that were found at least once, in the codebook's order."""
    return [(word.code, found[word.code]) for word in POSITIONS if found[word.code]]


def most_answered(snapshot: Snapshot) -> tuple[str, str] | None:
    """Return (law, demand) that most companies have a stance in force on, if any."""
    entries = published(snapshot, "stance").filter(in_force(snapshot.day))
    demands = entries.order_by().values_list("law", "demand").annotate(number=Count("pk"))
    most = demands.order_by("-number", "law", "demand").first()
    return (most[0], most[1]) if most else None


def latest_moves(snapshot: Snapshot, size: int) -> list[Item]:
    """Return the newest stances whose position differs from the one before in their chain, newest first.

    A company that repeats itself is no news. Only five stances for each that is wanted are looked through, so that a
    long record costs no more than a short one.
    """
    made = published(snapshot, "stance").filter(_made_by_day(snapshot)).order_by(*NEWEST_FIRST)
    newest = list(made.values_list("pk", "company", "law", "demand")[: 5 * size])
    moved = _moves(snapshot, {(company, law, demand) for _, company, law, demand in newest})
    wanted = [pk for pk, *_ in newest if pk in moved][:size]
    entries = published(snapshot, "stance").filter(pk__in=wanted).select_related("revision")
    return make_items(snapshot, entries.order_by(*NEWEST_FIRST))


def checks_up_to_day(snapshot: Snapshot, condition: Q) -> list[Item]:
    """Return the checks made by the day that was asked for; without one every check was, as every stance was."""
    made = Q() if snapshot.valid_on is None else Q(looked_last__lte=snapshot.valid_on)
    entries = published(snapshot, "check").filter(condition, made)
    return make_items(snapshot, entries.order_by("key").select_related("revision"))


def _made_by_day(snapshot: Snapshot) -> Q:
    """Return the condition that a stance was made by the day that was asked for; without one every stance was."""
    return Q() if snapshot.valid_on is None else Q(valid_from__lte=snapshot.valid_on)


def _moves(snapshot: Snapshot, chains: set[Chain]) -> set[int]:
    """Return the entries of some chains whose position differs from the one before."""
    entries = published(snapshot, "stance").filter(
        company__in={company for company, _, _ in chains}, law__in={law for _, law, _ in chains}
    )
    last: dict[Chain, str] = {}
    moved = set()
    for pk, company, law, demand, position in entries.order_by(*IN_CHAIN).values_list(
        "pk", "company", "law", "demand", "position"
    ):
        chain = (company, law, demand)
        if last.get(chain) != position:
            moved.add(pk)
        last[chain] = position
    return moved
