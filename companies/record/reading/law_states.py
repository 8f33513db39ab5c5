"""The states of laws as served. A process computes a state once: the same document gives the same one on a day."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from threading import Lock

from django.db.models import QuerySet

from companies.record.documents.law_state import law_state
from companies.record.ledger.revision import Entry, Revision
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.known import published
from companies.record.reading.prepared import ask
from companies.record.reading.snapshot import Snapshot

MOST_KEPT = 20_000
_kept: dict[tuple[str, date], str] = {}
"""State by (the document's sha256, day)."""
_filling = Lock()


def law_states(snapshot: Snapshot, entries: Iterable[EntryRow]) -> dict[int, str]:
    """Return law states by entry: of the law itself, or of the law that a stance or check is about, as known then.

    At most one query, and one more where a state is not kept.
    """
    live = [entry for entry in entries if not entry.retracted]
    slugs = sorted({entry.law for entry in live if entry.kind in ("stance", "check")})
    laws = {key: (sha256, seq) for key, sha256, seq in ask(_of_laws, snapshot, slugs)} if slugs else {}
    texts = {entry.sha256: entry.document for entry in live if entry.kind == "law"}
    states = _states(dict(laws.values()), texts, snapshot.day)
    found = {entry.pk: states[laws[entry.law][0]] for entry in live if entry.law in laws}
    return found | {entry.pk: states[entry.sha256] for entry in live if entry.kind == "law"}


def _of_laws(snapshot: Snapshot, slugs: list[str]) -> QuerySet[Entry, tuple[str, str, int]]:
    return published(snapshot, "law").filter(key__in=slugs).values_list("key", "revision__sha256", "pk")


def _states(revisions: Mapping[str, int], texts: Mapping[str, str], day: date) -> dict[str, str]:
    """Return states by the documents' sha256: of some revisions, and of documents in hand."""
    # Another thread may empty it at any time.
    looked_up = {sha256: _kept.get((sha256, day)) for sha256 in (*revisions, *texts)}
    states = {sha256: state for sha256, state in looked_up.items() if state is not None}
    unread = [seq for sha256, seq in revisions.items() if sha256 not in states and sha256 not in texts]
    read = Revision.objects.filter(pk__in=unread).values_list("sha256", "document") if unread else []
    made = {
        sha256: law_state(json.loads(text), day) for sha256, text in (*texts.items(), *read) if sha256 not in states
    }
    with _filling:
        if len(_kept) + len(made) > MOST_KEPT:
            _kept.clear()
        _kept.update({(sha256, day): state for sha256, state in made.items()})
    return states | made
