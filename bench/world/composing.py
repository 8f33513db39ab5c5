"""From the plan to rows of the ledger: documents, hashes, entries and references, by the product's own functions."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from bench.world.plan import Plan, Planned
from bench.world.rows import Row
from companies.record.documents.compose import Document, compose
from companies.record.ledger.canonical import canonical
from companies.record.ledger.canonical import sha256 as hash_of
from companies.record.ledger.entries import entry_of, references_of
from companies.record.ledger.revision import Entry, Reference, Revision

CHUNK = 2_000
"""Revisions that one process composes at a time."""


class Composed(NamedTuple):
    """A revision without the ledger's hash, which needs all before it; its entry and references."""

    revision: Revision
    entry: Entry
    references: list[Reference]


def entered(plan: Plan, planned: Planned) -> Row:
    """Return the entered fields of a planned revision."""
    rows, number, edition = plan.rows, planned.number, planned.edition
    match planned.kind:
        case "jurisdiction":
            return rows.place(number, edition)
        case "company":
            return rows.company(number, edition)
        case "law":
            return rows.law(number, edition)
        case "source":
            return rows.source(number, edition)
        case "stance":
            return rows.statement(plan.statements[number], number, edition)
        case "figure":
            return rows.figure(plan.figures[number])
        case _:
            return rows.check(plan.checks[number])


def unhashed(plan: Plan, place: int, text: str = "", sha256: str = "") -> Revision:
    """Return the revision at a place of the plan, without the ledger's hash."""
    planned = plan.revisions[place]
    return Revision(
        seq=place + 1,
        kind=planned.kind,
        key=planned.key,
        version=planned.version,
        recorded_at=plan.instants[planned.batch],
        cause=planned.cause,
        note=planned.note,
        retracted=planned.retracted,
        document=text,
        sha256=sha256 or hash_of(text),
    )


class Composer:
    """Composes any stretch of a plan. It holds the documents that others refer to, by set."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._batches: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._documents: dict[tuple[str, str], list[Document]] = defaultdict(list)
        self._batch = 0
        for planned in plan.revisions:
            if planned.kind in ("jurisdiction", "company", "law", "source"):
                document = self._composed(planned)
                self._batches[planned.kind, planned.key].append(planned.batch)
                self._documents[planned.kind, planned.key].append(document)

    def stretch(self, start: int) -> Iterator[Composed]:
        """Yield what the revisions from one place on give, as many as a process composes at a time."""
        for place in range(start, min(start + CHUNK, len(self._plan.revisions))):
            yield self._revision(place)

    def _revision(self, place: int) -> Composed:
        plan = self._plan
        planned = plan.revisions[place]
        document = {} if planned.retracted else self._composed(planned)
        revision = unhashed(plan, place, canonical(document))
        entry = entry_of(revision, document, self._previous(planned))
        after = plan.superseded.get(place)
        entry.superseded_at = None if after is None else plan.instants[after]
        return Composed(revision, entry, references_of(revision, document))

    def _previous(self, planned: Planned) -> Entry | None:
        """Return the entry of the revision before, with its columns where those are asked for: by a tombstone."""
        if planned.before < 0:
            return None
        before = self._plan.revisions[planned.before]
        if not planned.retracted:
            return Entry(retracted=before.retracted)
        return entry_of(unhashed(self._plan, planned.before), self._composed(before), None)

    def _composed(self, planned: Planned) -> Document:
        self._batch = planned.batch
        return compose(planned.kind, entered(self._plan, planned), self._lookup, planned.standing)

    def _lookup(self, kind: str, slug: str) -> Document:
        """Return a document as it was in the set that is composed."""
        place = bisect_right(self._batches[kind, slug], self._batch) - 1
        if place < 0:
            raise LookupError(f"{kind} {slug} is not published")
        return self._documents[kind, slug][place]
