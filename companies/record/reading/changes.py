"""The change feed: one entry a revision, in order, with what differs from the one before (design: changes)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import LessThanOrEqual

from companies.chunks import chunked
from companies.record.ledger.revision import Entry, Revision
from companies.record.reading.items import Item
from companies.record.reading.ordering import Ordering
from companies.record.reading.read import CursorPosition, Page, page_of
from companies.record.reading.snapshot import Snapshot


class _Corrected(Func):
    """Whether a cause is one of the two, in words that stand in the query.

    SQLite doesn't know what a parameter holds when it looks for an index that holds these alone.
    """

    template = "%(expressions)s IN ('correction', 'retraction')"
    output_field = BooleanField()


CORRECTED = Q(_Corrected("cause"))
"""The condition that a change is a correction or a retraction."""


@dataclass(frozen=True)
class Change:
    """One revision with its difference from the revision before it."""

    item: Item
    fields: dict[str, dict[str, Any]]
    """By top-level key of the document: ``{"old": …, "new": …}``, whole; None where the key is not there."""


@dataclass(frozen=True)
class ChangesPage:
    """Some changes, and the page that they were read as."""

    changes: list[Change]
    page: Page


def changes_page(
    snapshot: Snapshot, condition: Q, order: Ordering, size: int, start: CursorPosition | None = None
) -> ChangesPage:
    """Return at most ``size`` changes known at the snapshot that meet ``condition``."""
    page = page_of(snapshot, _known_revisions, (condition,), order, size, start, alone=True)
    return ChangesPage(with_fields(page.items), page)


def with_fields(items: Iterable[Item]) -> list[Change]:
    """Return revisions with their differences; one query."""
    listed = list(items)
    before = documents_before([item.seq for item in listed])
    return [Change(item, differences(before.get(item.seq, {}), item.document)) for item in listed]


def count_changes(snapshot: Snapshot, condition: Q) -> int:
    """Return how many changes meet ``condition``."""
    return _known_revisions(snapshot, condition).count()


def count_corrections(snapshot: Snapshot, condition: Q) -> int:
    """Return how many corrections and retractions meet ``condition``.

    The number of a revision is no bound as it stands: it would draw SQLite along the whole record.
    """
    recorded_by_then = LessThanOrEqual(F("revision_id") + 0, snapshot.head)
    return Entry.objects.filter(recorded_by_then, CORRECTED, condition).count()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what differs between two documents by top-level key, sorted; a tombstone's document is empty."""
    keys = sorted(old.keys() | new.keys())
    return {key: {"old": old.get(key), "new": new.get(key)} for key in keys if old.get(key) != new.get(key)}


def _known_revisions(snapshot: Snapshot, condition: Q) -> QuerySet[Entry]:
    return Entry.objects.filter(condition, revision__lte=snapshot.head)


def documents_before(seqs: list[int]) -> dict[int, dict[str, Any]]:
    """Return the document before each revision, by that revision's ``seq``; none for a first version."""
    before = Revision.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), version=OuterRef("version") - 1
    ).values("document")
    rows = Revision.objects.filter(version__gt=1).annotate(before=Subquery(before)).values_list("seq", F("before"))
    return {seq: orjson.loads(text) for some in chunked(seqs) for seq, text in rows.filter(pk__in=some)}
