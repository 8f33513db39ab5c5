"""The states of laws as served. A process computes a state once: the same document gives the same one on a day."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from companies.record.documents.law_state import law_state
from companies.record.ledger.revision import Entry, Revision
from companies.record.reading.known import published
from companies.record.reading.snapshot import Snapshot

MOST_KEPT = 20_000
_kept: dict[tuple[str, date], str] = {}
"""State by (the document's sha256, day)."""


def law_states(snapshot: Snapshot, entries: Iterable[Entry]) -> dict[int, str]:
    """Return law states by entry: of the law itself, or of the law that a stance or check is about, as known then.

    At most one query, and one more where a state is not kept.
    """
    live = [entry for entry in entries if not entry.retracted]
    slugs = {entry.law for entry in live if entry.kind in ("stance", "check")}
    about = published(snapshot, "law").filter(key__in=slugs) if slugs else Entry.objects.none()
    laws = {key: (sha256, pk) for key, sha256, pk in about.values_list("key", "revision__sha256", "pk")}
    laws |= {entry.key: (entry.revision.sha256, entry.pk) for entry in live if entry.kind == "law"}
    states = _states(dict(laws.values()), snapshot.day)
    asked = {entry.pk: entry.key if entry.kind == "law" else entry.law for entry in live}
    return {pk: states[laws[slug][0]] for pk, slug in asked.items() if slug in laws}


def _states(revisions: Mapping[str, int], day: date) -> dict[str, str]:
    """Return states by sha256 of the documents of some revisions."""
    missing = [seq for sha256, seq in revisions.items() if (sha256, day) not in _kept]
    if missing:
        if len(_kept) + len(missing) > MOST_KEPT:
            _kept.clear()
        for sha256, text in Revision.objects.filter(pk__in=missing).values_list("sha256", "document"):
            _kept[sha256, day] = law_state(json.loads(text), day)
    return {sha256: _kept[sha256, day] for sha256 in revisions}
