"""Writing a set to the ledger: one instant, one hash chain, entries, references and head together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from companies import clock
from companies.chunks import chunked
from companies.inserting import insert_objects
from companies.models.publication import Publication
from companies.record.documents.compose import Document
from companies.record.ledger.canonical import canonical, ledger_hash, sha256
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.filing import Filing
from companies.record.ledger.entries import entry_of, references_of
from companies.record.ledger.revision import Entry, Floor, Head, Key, Revision
from companies.record.publishing.clock_notice import AHEAD, refuse_future_head
from companies.record.publishing.context import PublishContext
from companies.record.publishing.floor import PublishingTransaction, claim_instant
from companies.record.publishing.stored_states import note_written

STEP = timedelta(microseconds=1)
PART = 1000
"""Revisions of a set whose entries and references are held at a time."""


@dataclass(frozen=True)
class PendingRevision:
    """One revision to write."""

    key: Key
    document: Document
    cause: str
    note: str
    retracted: bool = False


@dataclass(frozen=True)
class Publishing:
    """What a set wrote: its revisions in order (none where all stood already), and the rows that stood already."""

    instant: datetime | None
    revisions: list[Revision]
    unchanged: list[Key]


def append(
    opened: PublishingTransaction,
    head: Head,
    context: PublishContext,
    pending: list[PendingRevision],
    unchanged: list[Key],
    by: User | None,
) -> Publishing:
    """Write ``pending`` after ``head``; return what was written.

    Raises PublishError where the clock has gone back, and RuntimeError for a second set in one transaction.
    """
    if not pending:
        return Publishing(None, [], unchanged)
    instant, tables = begin_set(opened, head), Filing()
    revisions: list[Revision] = []
    for part in chunked(pending, PART):
        revisions += append_part(head, instant, context, tables, part, by)
    tables.finish()
    return Publishing(instant, revisions, unchanged)


def begin_set(opened: PublishingTransaction, head: Head) -> datetime:
    """Return the instant of the one set that this transaction writes, from now on claimed.

    Raises PublishError where the clock has gone back, and RuntimeError for a second set in one transaction.
    """
    instant = _instant(head, opened.floor)
    claim_instant(opened, instant)
    return instant


def append_part(
    head: Head,
    instant: datetime,
    context: PublishContext,
    tables: Filing,
    pending: Sequence[PendingRevision],
    by: User | None,
) -> list[Revision]:
    """Write revisions of the set of ``instant`` after ``head``, which then names the last of them; return them.

    A set that is too large to be held may come in parts; its hash chain is the same as if it came at once. ``tables``
    is one for all parts, to be finished after the last.
    """
    previous = {planned.key: stored.entry for planned in pending if (stored := context.stored(planned.key))}
    revisions = _chained(head, pending, previous, instant)
    insert_objects(revisions)
    for some in chunked([entry.pk for entry in previous.values()]):
        Entry.objects.filter(pk__in=some).update(superseded_at=instant)
    pairs = list(zip(revisions, pending, strict=True))
    filed = [_filed(rev, planned, previous.get(planned.key)) for rev, planned in pairs]
    insert_objects(each.entry for each in filed)
    tables.file(filed)
    insert_objects(item for rev, planned in pairs for item in references_of(rev, planned.document))
    note_written((planned.key, planned.cause, planned.document) for planned in pending)
    if by is not None:
        Publication.objects.bulk_create(Publication(revision=rev, editor=by) for rev in revisions)
    head.seq, head.recorded_at, head.ledger = revisions[-1].seq, instant, revisions[-1].ledger
    head.save()
    return revisions


def _filed(revision: Revision, planned: PendingRevision, before: Entry | None) -> FiledEntry:
    return FiledEntry(entry_of(revision, planned.document, before), before)


def _instant(head: Head, floor: Floor | None) -> datetime:
    """Return this set's instant: now, strictly later than the last, and not below the publisher's floor."""
    now = max([clock.now(), *([floor.instant] if floor else [])])
    if head.recorded_at is None:
        return now
    if head.recorded_at - now > AHEAD:
        refuse_future_head(head.recorded_at, now)
    return max(now, head.recorded_at + STEP)


def _chained(
    head: Head, pending: Sequence[PendingRevision], previous: dict[Key, Entry], instant: datetime
) -> list[Revision]:
    revisions: list[Revision] = []
    ledger = head.ledger
    for seq, planned in enumerate(pending, head.seq + 1):
        kind, key = planned.key
        text = canonical(planned.document)
        before = previous.get(planned.key)
        revision = Revision(
            seq=seq,
            kind=kind,
            key=key,
            version=before.version + 1 if before else 1,
            recorded_at=instant,
            cause=planned.cause,
            note=planned.note,
            retracted=planned.retracted,
            document=text,
            sha256=sha256(text),
        )
        revision.ledger = ledger = ledger_hash(ledger, revision)
        revisions.append(revision)
    return revisions
