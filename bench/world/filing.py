"""Filing the entries of a world into the product's derived tables: the one place that knows of them here."""

from collections.abc import Sequence

from tqdm import tqdm

from companies.chunks import chunked
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.filing import Filing
from companies.record.ledger.revision import Entry

BATCH = 20_000
"""Entries that are filed at a time: each filing writes all that it has touched, so that few are quicker than many."""


def file_entries() -> None:
    """File all entries, which stand already, as the product files them when they are published."""
    tables = Filing(empty=True)
    last = 0
    with tqdm(total=Entry.objects.count(), unit=" entries", disable=None) as progress:
        while batch := list(Entry.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
            last = batch[-1].pk
            before = _before(batch)
            tables.file([FiledEntry(entry, before.get((entry.kind, entry.key, entry.version))) for entry in batch])
            progress.update(len(batch))


def _before(batch: Sequence[Entry]) -> dict[tuple[str, str, int], Entry]:
    """Return the entry that each takes the place of, by its kind, key and version."""
    later = {(entry.kind, entry.key, entry.version) for entry in batch if entry.version > 1}
    found: dict[tuple[str, str, int], Entry] = {}
    for some in chunked(sorted({key for _, key, _ in later})):
        for entry in Entry.objects.filter(kind__in={kind for kind, _, _ in later}, key__in=some):
            if (place := (entry.kind, entry.key, entry.version + 1)) in later:
                found[place] = entry
    return found
