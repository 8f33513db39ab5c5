"""What is derived from the ledger, made anew from it alone: streamed, so that memory does not grow with the record."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import OuterRef, QuerySet, Subquery

from companies.inserting import insert_objects
from companies.record.ledger import guard
from companies.record.ledger.derived import filing
from companies.record.ledger.derived.filed_entry import FiledEntry, filed_entries
from companies.record.ledger.derived.filing import Filing, empty
from companies.record.ledger.derived.total import Total
from companies.record.ledger.entries import entry_of, references_of
from companies.record.ledger.revision import Entry, Reference, Revision, lock_head

BATCH = 500

Derived = tuple[FiledEntry, list[Reference]]
"""What one revision gives."""


def derived() -> Iterator[list[Derived]]:
    """Yield what each revision gives, in order of ``seq``, by batches.

    An entry's ``superseded_at`` is the instant of the revision after it, and the entry before it is made too, both from
    the ledger.
    """
    last = 0
    while batch := list(with_neighbours().filter(seq__gt=last).order_by("seq")[:BATCH]):
        last = batch[-1].seq
        before = Revision.objects.in_bulk([revision.before_seq for revision in batch if revision.before_seq])
        yield [_derived(revision, before.get(revision.before_seq)) for revision in batch]


@transaction.atomic
def rebuild_entries(done: Callable[[int], object] = lambda rows: None) -> int:
    """Replace all that is derived by what the ledger gives; return how many entries there are.

    ``done`` is told how many more entries were made.
    """
    lock_head()  # nothing is published meanwhile
    number = 0
    with guard.rebuilding():
        filing.clear()
        empty(Reference, Entry)
        tables = Filing(empty=True)
        for batch in derived():
            insert_objects(filed.entry for filed, _ in batch)
            insert_objects(reference for _, references in batch for reference in references)
            tables.file([filed for filed, _ in batch])
            number += len(batch)
            done(len(batch))
        tables.finish()
    return number


@transaction.atomic
def file_anew() -> None:
    """Make the derived tables of lists anew from the entries, which stay."""
    lock_head()
    filing.clear()
    tables = Filing(empty=True)
    for batch in filed_entries():
        tables.file(batch)
    tables.finish()


def file_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """File what was published before there were derived tables of lists, once all migrations are applied."""
    if Total._meta.db_table not in connections[using].introspection.table_names() or not filing.is_missing():
        return
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes("companies")):
        file_anew()


def with_neighbours() -> QuerySet[Any]:
    """Return revisions with the number of the one before of the same key, and the instant of the one after."""
    same_key = Revision.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"))
    before = same_key.filter(version=OuterRef("version") - 1)
    after = same_key.filter(version=OuterRef("version") + 1)
    return Revision.objects.annotate(
        before_seq=Subquery(before.values("seq")), next_at=Subquery(after.values("recorded_at"))
    )


def _derived(revision: Any, before: Revision | None) -> Derived:
    # Of what was taken back nothing but that is asked: no tombstone follows another.
    previous = None if before is None else entry_of(before, json.loads(before.document), None)
    document = json.loads(revision.document)
    entry = entry_of(revision, document, previous)
    entry.superseded_at = revision.next_at
    return FiledEntry(entry, previous), references_of(revision, document)
