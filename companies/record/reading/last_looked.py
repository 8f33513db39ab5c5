"""When anybody last looked for an answer newer than a statement (design: rules of time 10). Computed when served.

That is the date of the latest check of the statement's chain, made by the day that is shown, or the statement's own
date where no check is later.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from companies.record.documents.chains import Chain
from companies.record.ledger.revision import Entry
from companies.record.reading.known import published
from companies.record.reading.snapshot import Snapshot

Looked = tuple[date, str]
"""The last day of a partial date, and its text."""


def last_looked(snapshot: Snapshot, statements: Iterable[tuple[Entry, str]]) -> dict[int, str]:
    """Return when anybody last looked, as a partial date by entry; at most one query.

    ``statements``: entries of statements, each with its ``announced_on``.
    """
    listed = list(statements)
    checks = _latest_checks(snapshot, [entry for entry, _ in listed]) if listed else {}
    found = {}
    for entry, announced_on in listed:
        check = checks.get((entry.company, entry.law, entry.demand))
        own = entry.announced_last
        found[entry.pk] = check[1] if check is not None and own is not None and check[0] > own else announced_on
    return found


def looked_before(snapshot: Snapshot, day: date) -> Q:
    """Return the condition that a statement was said, and its chain last looked at, before ``day``."""
    chain: dict[str, Any] = {name: OuterRef(name) for name in ("company", "law", "demand")}
    later = published(snapshot, "check").filter(**chain, looked_last__gte=day, looked_last__lte=snapshot.day)
    return Q(~Exists(later), announced_last__lt=day)


def _latest_checks(snapshot: Snapshot, entries: list[Entry]) -> dict[Chain, Looked]:
    """Return the latest check made by the snapshot's day by chain; of one last day, the finer date."""
    checks = published(snapshot, "check").filter(
        company__in={entry.company for entry in entries},
        law__in={entry.law for entry in entries},
        looked_last__lte=snapshot.day,
    )
    latest: dict[Chain, Looked] = {}
    for company, law, demand, day, text in checks.order_by().values_list(
        "company", "law", "demand", "looked_last", "looked_on"
    ):
        chain = (company, law, demand)
        if day is not None and (chain not in latest or (day, len(text)) > (latest[chain][0], len(latest[chain][1]))):
            latest[chain] = (day, text)
    return latest
