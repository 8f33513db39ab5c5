"""One revision as readers get it: a stored document, and what the record says of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import orjson
from django.db.models import QuerySet

from companies.record.ledger.revision import Reference
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.known import newest_then
from companies.record.reading.last_looked import Looked, last_looked
from companies.record.reading.law_states import law_states
from companies.record.reading.prepared import ask
from companies.record.reading.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class _Beside:
    """What other rows tell of an item at a snapshot."""

    law_state: str | None = None
    looked: Looked | None = None
    supports: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()


_NOTHING = _Beside()


class Item:
    """A revision of one row, as known at a snapshot."""

    def __init__(self, columns: EntryRow, superseded_at: datetime | None, beside: _Beside) -> None:
        self.columns = columns
        self.seq = columns.revision_id
        self.kind = columns.kind
        self.key = columns.key
        self.retracted = columns.retracted
        self.superseded_at = superseded_at
        """None where it had not been superseded at the snapshot."""
        self._beside = beside

    @property
    def version(self) -> int:
        """How many revisions of the row there were with this one."""
        return self.columns.version

    @property
    def recorded_at(self) -> datetime:
        """When it was published."""
        return self.columns.recorded_at

    @property
    def cause(self) -> str:
        """Why it was published."""
        return self.columns.cause

    @property
    def change(self) -> str:
        """What happened to the row."""
        return self.columns.change

    @property
    def note(self) -> str:
        """The public reason."""
        return self.columns.note

    @property
    def sha256(self) -> str:
        """The document's hash."""
        return self.columns.sha256

    @property
    def ledger(self) -> str:
        """The ledger's hash at this revision."""
        return self.columns.ledger

    @property
    def text(self) -> str:
        """The document as stored: canonical JSON, whose sha256 is ``sha256``."""
        return self.columns.document

    @property
    def law_state(self) -> str | None:
        """For stances, checks and laws: the law's state on the snapshot's day."""
        return self._beside.law_state

    @property
    def last_looked(self) -> str:
        """For stances: when anybody last looked for a newer answer, by the snapshot's day; a partial date."""
        return self._beside.looked.text if self._beside.looked else ""

    @property
    def looked_outcome(self) -> str:
        """For stances: what came of that; blank where nobody has looked since the statement was made."""
        return self._beside.looked.outcome if self._beside.looked else ""

    @property
    def supports(self) -> tuple[str, ...]:
        """For sources: slugs of the stances that cite it in support at the snapshot."""
        return self._beside.supports

    @property
    def disputes(self) -> tuple[str, ...]:
        """For sources: slugs of the stances that cite it as disputing at the snapshot."""
        return self._beside.disputes

    @cached_property
    def document(self) -> dict[str, Any]:
        """The document, parsed when first asked for."""
        parsed: dict[str, Any] = orjson.loads(self.text)
        return parsed


def make_items(snapshot: Snapshot, entries: Iterable[EntryRow], *, alone: bool = False) -> list[Item]:
    """Return items of entries, in their order; at most four queries.

    ``alone``: without what other rows tell beside them (a law's state, who looked, what cites it); no query.
    """
    listed = list(entries)
    if alone:
        return [Item(entry, _superseded_at(snapshot, entry), _NOTHING) for entry in listed]
    states = law_states(snapshot, listed)
    looked = last_looked(snapshot, [entry for entry in listed if entry.kind == "stance" and not entry.retracted])
    citing = _citing(snapshot, [entry.key for entry in listed if entry.kind == "source"])
    return [
        Item(
            entry,
            _superseded_at(snapshot, entry),
            _Beside(
                states.get(entry.revision_id),
                looked.get(entry.revision_id),
                tuple(sorted(citing["supports", entry.key])) if entry.kind == "source" else (),
                tuple(sorted(citing["disputes", entry.key])) if entry.kind == "source" else (),
            ),
        )
        for entry in listed
    ]


def _superseded_at(snapshot: Snapshot, entry: EntryRow) -> datetime | None:
    """Return when it was superseded, unless that came after the snapshot, even before the asked ``known_at``."""
    at = entry.superseded_at
    return None if at is None or snapshot.instant is None or at > snapshot.instant else at


def _citing(snapshot: Snapshot, sources: list[str]) -> dict[tuple[str, str], set[str]]:
    """Return slugs of live stances by (relation, source)."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for role, key, stance in ask(_citations, snapshot, sources) if sources else ():
        found[role, key].add(stance)
    return found


def _citations(snapshot: Snapshot, sources: list[str]) -> QuerySet[Reference, tuple[str, str, str]]:
    """Return what cites some sources: nothing but a stance has citations.

    Were its kind asked for, SQLite might look through all stances that there are.
    """
    references = Reference.objects.filter(
        newest_then(snapshot, of="revision__entry__"),
        kind="source",
        key__in=sources,
        role__in=("supports", "disputes"),
        revision__entry__retracted=False,
    )
    return references.values_list("role", "key", "revision__entry__key")
