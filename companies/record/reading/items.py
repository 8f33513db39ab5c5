"""One revision as readers get it: a stored document, and what the record says of it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from companies.record.ledger.revision import Entry, Reference
from companies.record.reading.known import newest_then
from companies.record.reading.last_looked import last_looked
from companies.record.reading.law_states import law_states
from companies.record.reading.snapshot import Snapshot


@dataclass(frozen=True)
class Item:
    """A revision of one row, as known at a snapshot."""

    seq: int
    kind: str
    key: str
    version: int
    recorded_at: datetime
    superseded_at: datetime | None
    """None where it had not been superseded at the snapshot."""
    cause: str
    change: str
    note: str
    retracted: bool
    sha256: str
    ledger: str
    """The ledger's hash at this revision."""
    text: str
    """The document as stored: canonical JSON, whose sha256 is ``sha256``."""
    law_state: str | None = None
    """For stances, checks and laws: the law's state on the snapshot's day."""
    last_looked: str = ""
    """For stances: when anybody last looked for a newer answer, by the snapshot's day; a partial date."""
    looked_outcome: str = ""
    """For stances: what came of that; blank where nobody has looked since the statement was made."""
    supports: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    """For sources: slugs of the stances that cite it so at the snapshot."""
    columns: Entry = field(repr=False, compare=False, kw_only=True)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The document, parsed when first asked for."""
        parsed: dict[str, Any] = json.loads(self.text)
        return parsed


def make_items(snapshot: Snapshot, entries: Iterable[Entry], *, alone: bool = False) -> list[Item]:
    """Return items of entries (with their revisions loaded), in their order; at most four queries more.

    ``alone``: without what other rows tell beside them (a law's state, who looked, what cites it); no query more.
    """
    listed = list(entries)
    if alone:
        return [_item(snapshot, entry) for entry in listed]
    states = law_states(snapshot, listed)
    looked = last_looked(snapshot, [entry for entry in listed if entry.kind == "stance" and not entry.retracted])
    citing = _citing(snapshot, [entry.key for entry in listed if entry.kind == "source"])
    return [
        replace(
            _item(snapshot, entry),
            law_state=states.get(entry.pk),
            last_looked=looked[entry.pk].text if entry.pk in looked else "",
            looked_outcome=looked[entry.pk].outcome if entry.pk in looked else "",
            supports=tuple(sorted(citing["supports", entry.key])) if entry.kind == "source" else (),
            disputes=tuple(sorted(citing["disputes", entry.key])) if entry.kind == "source" else (),
        )
        for entry in listed
    ]


def _item(snapshot: Snapshot, entry: Entry) -> Item:
    return Item(
        seq=entry.revision.seq,
        kind=entry.kind,
        key=entry.key,
        version=entry.version,
        recorded_at=entry.recorded_at,
        superseded_at=_superseded_at(snapshot, entry),
        cause=entry.cause,
        change=entry.change,
        note=entry.revision.note,
        retracted=entry.retracted,
        sha256=entry.revision.sha256,
        ledger=entry.revision.ledger,
        text=entry.revision.document,
        columns=entry,
    )


def _superseded_at(snapshot: Snapshot, entry: Entry) -> datetime | None:
    """Return when it was superseded, unless that came after the snapshot, even before the asked ``known_at``."""
    at = entry.superseded_at
    return None if at is None or snapshot.instant is None or at > snapshot.instant else at


def _citing(snapshot: Snapshot, sources: list[str]) -> dict[tuple[str, str], set[str]]:
    """Return slugs of live stances by (relation, source)."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    if sources and snapshot.instant is not None:
        references = Reference.objects.filter(
            newest_then(snapshot, of="revision__entry__"),
            kind="source",
            key__in=sources,
            role__in=("supports", "disputes"),
            revision__entry__retracted=False,
        )
        # Nothing but a stance has citations. Were its kind asked for, SQLite might look through all that there are.
        for role, key, stance in references.values_list("role", "key", "revision__entry__key"):
            found[role, key].add(stance)
    return found
