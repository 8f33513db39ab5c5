"""Statements as pages tell them: all that was said by a day, what stood then, and what came before.

A list of stances with ``valid_on`` holds what was in force that day (``read.listed``); a page tells the story up to
that day and marks what stood.
"""

import json
from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from companies.record.documents.chains import Chain
from companies.record.ledger.revision import Entry, Reference
from companies.record.reading.items import Item, make_items
from companies.record.reading.known import in_force, known
from companies.record.reading.ordering import default_ordering, ordering_of
from companies.record.reading.read import EVERYTHING
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import KINDS, POSITIONS

Tally = list[tuple[str, int]]
"""(position, number)."""

IN_CHAIN = ("announced_last", "announced_precision", "valid_from", "key")
"""The order of a chain (design: rules of time 2)."""


def said_by(day: date) -> Q:
    """Return the condition that a statement had been made by ``day``."""
    return Q(valid_from__lte=day)


def stances_said(snapshot: Snapshot, condition: Q, ordering: str = "announced_on") -> list[Item]:
    """Return all statements known then and made by the snapshot's day, whether or not they still stood."""
    entries = _published(snapshot, "stance").filter(condition)
    if snapshot.valid_on is not None:
        entries = entries.filter(said_by(snapshot.valid_on))
    return make_items(snapshot, entries.order_by(*ordering_of(ordering).terms).select_related("revision"))


def unreplaced_stances(snapshot: Snapshot, condition: Q = EVERYTHING) -> list[Item]:
    """Return the statements in force on the snapshot's day, newest first."""
    entries = _published(snapshot, "stance").filter(condition).filter(in_force(snapshot.day))
    return make_items(snapshot, entries.order_by(*ordering_of("-announced_on").terms).select_related("revision"))


def is_unreplaced(item: Item, day: date) -> bool:
    """Return whether a statement was in force on ``day``."""
    starts, ends = item.columns.valid_from, item.columns.valid_until
    return starts is not None and starts <= day and (ends is None or ends > day)


def chain_of(item: Item) -> Chain:
    """Return the chain of a statement."""
    return item.columns.company, item.columns.law, item.columns.demand


def of_question(law: str, demand: str) -> Q:
    """Return the condition that a statement answers this law's demand."""
    return Q(law=law, demand=demand)


def cites(source: str) -> Q:
    """Return the condition that a row's own revision names the source."""
    return Q(pk__in=Reference.objects.filter(kind="source", key=source).values("revision"))


def covers(company: str) -> Q:
    """Return the condition that a statement of another says that it is for ``company`` too."""
    return Q(pk__in=Reference.objects.filter(kind="company", key=company, role="covers").values("revision"))


def services_of(snapshot: Snapshot, company: str) -> dict[str, str]:
    """Return names by slug of what belongs to a company, as known then."""
    owned = Reference.objects.filter(kind="company", key=company, role="parent").values("revision")
    entries = _published(snapshot, "company").filter(pk__in=owned).order_by("key").select_related("revision")
    return {entry.key: json.loads(entry.revision.document)["name"] for entry in entries}


def names(snapshot: Snapshot, kind: str, at_most: int) -> dict[str, str] | None:
    """Return today's names by slug of all rows of a kind, or None where there are more than ``at_most``."""
    label = "short_name" if kind == "law" else "name"
    entries = _published(snapshot, kind).order_by("key").select_related("revision")[: at_most + 1]
    found = {entry.key: json.loads(entry.revision.document)[label] for entry in entries}
    return None if len(found) > at_most else found


def names_of(snapshot: Snapshot, kind: str, keys: Collection[str]) -> dict[str, str]:
    """Return today's names by slug of some rows of a kind."""
    entries = _published(snapshot, kind).filter(key__in=keys).order_by("key").select_related("revision")
    return {entry.key: json.loads(entry.revision.document)["name"] for entry in entries}


def counts(snapshot: Snapshot) -> dict[str, int]:
    """Return how many rows of each kind are published, as known then."""
    return dict(_all_published(snapshot).order_by("kind").values_list("kind").annotate(Count("pk")))


def positions_in_force(snapshot: Snapshot, by: str, condition: Q = EVERYTHING) -> dict[str, Counter[str]]:
    """Return how often each position stood on the snapshot's day, by a column (company, law, place)."""
    entries = _published(snapshot, "stance").filter(condition).filter(in_force(snapshot.day))
    found: dict[str, Counter[str]] = {}
    for value, position, number in entries.order_by().values_list(by, "position").annotate(Count("pk")):
        found.setdefault(value, Counter())[position] += number
    return found


def tally(found: Counter[str]) -> Tally:
    """Return (position, number) of those that stand at least once, in the codebook's order."""
    return [(word.code, found[word.code]) for word in POSITIONS if found[word.code]]


def most_answered(snapshot: Snapshot) -> Chain | None:
    """Return ("", law, demand) of the question that most companies have an answer in force to, if any."""
    entries = _published(snapshot, "stance").filter(in_force(snapshot.day))
    rows = entries.order_by().values_list("law", "demand").annotate(number=Count("pk"))
    first = rows.order_by("-number", "law", "demand").first()
    return ("", first[0], first[1]) if first else None


def latest_moves(snapshot: Snapshot, size: int) -> list[Item]:
    """Return the newest statements whose position differs from the one before in their chain, newest first.

    Of those looked through, five for each that is wanted; a company that repeats itself is no news.
    """
    newest = _published(snapshot, "stance")
    if snapshot.valid_on is not None:
        newest = newest.filter(said_by(snapshot.valid_on))
    newest = newest.order_by(*ordering_of("-announced_on").terms)
    rows = list(newest.values_list("pk", "company", "law", "demand")[: 5 * size])
    chains = {(company, law, demand) for _, company, law, demand in rows}
    moved = _moves(snapshot, chains)
    wanted = [pk for pk, *_ in rows if pk in moved][:size]
    entries = _published(snapshot, "stance").filter(pk__in=wanted).select_related("revision")
    return make_items(snapshot, entries.order_by(*ordering_of("-announced_on").terms))


def newest_keys(snapshot: Snapshot, kinds: Collection[str], at_most: int) -> list[tuple[str, str, datetime]]:
    """Return (kind, key, instant of its newest revision) of what is published, newest first; reads no document."""
    entries = _all_published(snapshot).filter(kind__in=kinds).order_by("-recorded_at", "-revision_id")
    return list(entries.values_list("kind", "key", "recorded_at")[:at_most])


def whole_chain(snapshot: Snapshot, chain: Chain) -> list[Item]:
    """Return all statements of a chain, in the order in which one replaces another, whatever the day."""
    company, law, demand = chain
    entries = _published(snapshot, "stance").filter(company=company, law=law, demand=demand)
    return make_items(snapshot, entries.order_by(*IN_CHAIN).select_related("revision"))


def published_whatever_day(snapshot: Snapshot, kind: str, condition: Q) -> list[Item]:
    """Return rows that meet ``condition``, whatever the day, in their usual order."""
    entries = _published(snapshot, kind).filter(condition)
    return make_items(snapshot, entries.order_by(*ordering_of(default_ordering(kind)).terms).select_related("revision"))


def checks(snapshot: Snapshot, condition: Q) -> list[Item]:
    """Return the checks made by the snapshot's day."""
    entries = _published(snapshot, "check").filter(condition, looked_last__lte=snapshot.day)
    return make_items(snapshot, entries.order_by("key").select_related("revision"))


def count_by(snapshot: Snapshot, kind: str, column: str) -> dict[str, int]:
    """Return how many rows of a kind are published, by a column."""
    return dict(_published(snapshot, kind).order_by().values_list(column).annotate(Count("pk")))


def _moves(snapshot: Snapshot, chains: set[Chain]) -> set[int]:
    """Return the entries of some chains whose position differs from the one before."""
    entries = _published(snapshot, "stance").filter(
        company__in={chain[0] for chain in chains}, law__in={chain[1] for chain in chains}
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


def _published(snapshot: Snapshot, kind: str) -> QuerySet[Entry]:
    return known(snapshot, kind).filter(retracted=False)


def _all_published(snapshot: Snapshot) -> QuerySet[Entry]:
    return known(snapshot, *KINDS.codes).filter(retracted=False)
