"""When anybody last looked for an answer newer than a statement (design: rules of time 10). Computed when served.

That is the date of the latest check of the statement's chain, made by the day that is shown, or the statement's own
date where no check is later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.chunks import chunked
from companies.partial_dates import partial_date_of
from companies.record.documents.chains import Chain
from companies.record.ledger.revision import Entry
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.known import published, published_by_columns
from companies.record.reading.prepared import ask
from companies.record.reading.snapshot import Snapshot


@dataclass(frozen=True)
class Looked:
    """When somebody last looked, and what came of it."""

    day: date
    """The last day of the date."""
    text: str
    """The partial date."""
    outcome: str = ""
    """Of a check; blank where nobody looked after the statement was made."""


def last_looked(snapshot: Snapshot, statements: Iterable[EntryRow]) -> dict[int, Looked]:
    """Return when anybody last looked after each statement was made, by its entry.

    At most one query for 500 companies.
    """
    listed = list(statements)
    checks = _latest_checks(snapshot, listed) if listed else {}
    own = {entry.pk: _said(entry.announced_last, entry.announced_precision) for entry in listed}
    later = {entry.pk: checks.get(entry.chain, own[entry.pk]) for entry in listed}
    return {pk: later[pk] if later[pk].day > own[pk].day else own[pk] for pk in own}


def looked_before(snapshot: Snapshot, day: date) -> Q:
    """Return the condition that a statement was said, and its chain last looked at, before ``day``."""
    chain: dict[str, Any] = {name: OuterRef(name) for name in ("company", "law", "demand")}
    later = published(snapshot, "check").filter(**chain, looked_last__gte=day, looked_last__lte=snapshot.day)
    return Q(~Exists(later), announced_last__lt=day)


def _latest_checks(snapshot: Snapshot, entries: list[EntryRow]) -> dict[Chain, Looked]:
    """Return the latest check made by the snapshot's day by chain; of one last day, the finer date."""
    latest: dict[Chain, Looked] = {}
    for some in chunked(sorted({entry.company for entry in entries})):
        for *chain, day, text, outcome in ask(_checks, snapshot, some):
            looked, key = Looked(day, text, outcome), (chain[0], chain[1], chain[2])
            latest[key] = max(latest.get(key, looked), looked, key=_order)
    return latest


def _checks(snapshot: Snapshot, companies: list[str]) -> QuerySet[Entry, tuple[Any, ...]]:
    """Return the checks made by the snapshot's day of some companies; nothing else has a day on which it looked."""
    made = published_by_columns(snapshot).filter(looked_last__lte=snapshot.day, company__in=companies)
    return made.order_by("key").values_list("company", "law", "demand", "looked_last", "looked_on", "outcome")


def _order(looked: Looked) -> tuple[date, int]:
    return looked.day, len(looked.text)


def _said(last: Any, precision: Any) -> Looked:
    """Return a statement's own date. Its columns are never null, which their type can't say."""
    return Looked(last, partial_date_of(last, precision))
