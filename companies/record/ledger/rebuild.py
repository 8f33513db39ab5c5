"""Entries and references made anew from the ledger alone, and compared with what stands."""

import json
from collections.abc import Iterator

from django.db import transaction

from companies.record.ledger import guard
from companies.record.ledger.entries import entry_of, references_of
from companies.record.ledger.revision import Entry, Key, Reference, Revision, lock_head

BATCH = 500


def derived() -> Iterator[tuple[Entry, list[Reference]]]:
    """Yield, in order of ``seq``, the entry and references that each revision gives.

    An entry's ``superseded_at`` is set on the object when its successor is met, so it is complete only at the end.
    """
    newest: dict[Key, Entry] = {}
    for revision in Revision.objects.order_by("seq").iterator(BATCH):
        document = json.loads(revision.document)
        key = (revision.kind, revision.key)
        entry = entry_of(revision, document, newest.get(key))
        if key in newest:
            newest[key].superseded_at = revision.recorded_at
        newest[key] = entry
        yield entry, references_of(revision, document)


@transaction.atomic
def rebuild_entries() -> int:
    """Replace all entries and references by what the ledger gives; return how many entries there are."""
    lock_head()  # nothing is published meanwhile
    made = list(derived())
    with guard.rebuilding():
        Reference.objects.all().delete()
        Entry.objects.all().delete()
        Entry.objects.bulk_create((entry for entry, _ in made), batch_size=BATCH)
        Reference.objects.bulk_create((item for _, references in made for item in references), batch_size=BATCH)
    return len(made)
