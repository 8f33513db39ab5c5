"""What became of a row after the state of the record that is shown: its later revisions, as known now."""

from datetime import datetime
from typing import NamedTuple

from companies.record.ledger.revision import Entry
from companies.record.reading.snapshot import Snapshot

MOST_TOLD = 10
"""Later revisions that are told; its history has them all."""


class Later(NamedTuple):
    """A revision that is newer than what is shown."""

    recorded_at: datetime
    change: str
    cause: str


def changed_since(snapshot: Snapshot, kind: str, key: str) -> list[Later]:
    """Return the newest revisions of a row after the snapshot, oldest first, but those that only stored it anew.

    One query, and none where nothing was published since.
    """
    if snapshot.newest == snapshot.head:
        return []
    later = Entry.objects.filter(kind=kind, key=key, revision__gt=snapshot.head, revision__lte=snapshot.newest)
    told = later.exclude(cause="technical").order_by("-version").values_list(*Later._fields)
    return [Later(*values) for values in reversed(told[:MOST_TOLD])]
