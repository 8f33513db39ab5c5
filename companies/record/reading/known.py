"""The conditions of the two clocks, each written once (design: rules of time 3)."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import LessThanOrEqual

from companies.record.ledger.revision import Entry
from companies.record.reading.snapshot import Snapshot


def known(snapshot: Snapshot, *kinds: str) -> QuerySet[Entry]:
    """Return the newest entry of each key of ``kinds`` as known at the snapshot, tombstones among them.

    Instants rise with ``seq``, so that "recorded by then" is said with the number: a second bound on ``recorded_at``
    would draw SQLite away from the index of the list's order.
    """
    if snapshot.instant is None:
        return Entry.objects.none()
    return Entry.objects.filter(newest_then(snapshot), kind__in=kinds)


def newest_then(snapshot: Snapshot, of: str = "") -> Q:
    """Return the condition that an entry is the newest of its key as known at the snapshot, which has an instant.

    ``of``: how a query over another table comes to the entry: ``revision__entry__``.
    """
    return _not_superseded(snapshot, of) & Q(**{f"{of}revision__lte": snapshot.head})


def published(snapshot: Snapshot, *kinds: str) -> QuerySet[Entry]:
    """Return the entries of ``kinds`` that are in the record: known at the snapshot, and not retracted."""
    return known(snapshot, *kinds).filter(retracted=False)


def published_by_columns(snapshot: Snapshot) -> QuerySet[Entry]:
    """Return what is in the record, of whatever kind, for a condition on columns that only the asked kinds have.

    No index begins with anything that is said here: a kind, or the number of a revision as it stands, would draw
    SQLite to an index that finds a part of the whole record, where one of the condition's own finds a few rows.
    """
    if snapshot.instant is None:
        return Entry.objects.none()
    recorded_by_then = LessThanOrEqual(F("revision_id") + 0, snapshot.head)
    return Entry.objects.filter(_not_superseded(snapshot), recorded_by_then, retracted=False)


def _not_superseded(snapshot: Snapshot, of: str = "") -> Q:
    return Q(**{f"{of}superseded_at__isnull": True}) | Q(**{f"{of}superseded_at__gt": snapshot.instant})


def lies_in(path: str) -> Q:
    """Return the condition that a row lies in the jurisdiction at ``path`` (``/china/hong-kong/``) or below it.

    A range instead of LIKE, so that the index serves on both databases.
    """
    return Q(jurisdiction_path__gte=path, jurisdiction_path__lt=f"{path[:-1]}0")  # "0" follows "/" in ASCII


def in_force(day: date) -> Q:
    """Return the condition that a stance is in force on ``day``."""
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
