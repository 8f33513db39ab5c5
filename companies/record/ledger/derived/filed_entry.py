"""What the derived tables are given, and what they have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import OuterRef, Subquery

from companies.record.ledger.revision import Entry, Revision

BATCH = 500


@dataclass(frozen=True)
class FiledEntry:
    """An entry, and the one of the same key that it takes the place of, if any."""

    entry: Entry
    before: Entry | None


def filed_entries() -> Iterator[list[FiledEntry]]:
    """Yield all entries that stand, in order of ``seq``, each with the one before it, by batches."""
    same_key = Revision.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), version=OuterRef("version") - 1)
    with_before: Any = Entry.objects.annotate(before_pk=Subquery(same_key.values("seq")))
    last = 0
    while batch := list(with_before.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        before = Entry.objects.in_bulk([entry.before_pk for entry in batch if entry.before_pk])
        yield [FiledEntry(entry, before.get(entry.before_pk)) for entry in batch]


class Table(Protocol):
    """What files entries into one derived table. It may keep what it has read from one call to the next."""

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File entries, in order of ``seq``, whose own rows and predecessors' ``superseded_at`` stand already."""

    def finish(self) -> None:
        """Write what was kept back until all that comes at once was filed."""
