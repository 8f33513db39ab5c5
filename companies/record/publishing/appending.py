"""Writing a set to the ledger: one instant, one hash chain, entries, references and head together."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from companies import clock
from companies.chunks import chunked
from companies.models.publication import Publication
from companies.record.documents.compose import Document
from companies.record.ledger.canonical import canonical, ledger_hash, sha256
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.filing import Filing
from companies.record.ledger.entries import entry_of, references_of
from companies.record.ledger.revision import Entry, Floor, Head, Key, Reference, Revision
from companies.record.publishing.clock_notice import AHEAD, refuse_future_head
from companies.record.publishing.context import PublishContext
from companies.record.publishing.floor import PublishingTransaction, claim_instant

STEP = timedelta(microseconds=1)


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
    previous = {planned.key: stored.entry for planned in pending if (stored := context.stored(planned.key))}
    instant = _instant(head, opened.floor)
    claim_instant(opened, instant)
    revisions = _chained(head, pending, previous, instant)
    Revision.objects.bulk_create(revisions)
    for some in chunked([entry.pk for entry in previous.values()]):
        Entry.objects.filter(pk__in=some).update(superseded_at=instant)
    pairs = list(zip(revisions, pending, strict=True))
    filed = [_filed(rev, planned, previous.get(planned.key)) for rev, planned in pairs]
    Entry.objects.bulk_create(each.entry for each in filed)
    tables = Filing()
    tables.file(filed)
    tables.finish()
    Reference.objects.bulk_create(item for rev, planned in pairs for item in references_of(rev, planned.document))
    if by is not None:
        Publication.objects.bulk_create(Publication(revision=rev, editor=by) for rev in revisions)
    head.seq, head.recorded_at, head.ledger = revisions[-1].seq, instant, revisions[-1].ledger
    head.save()
    return Publishing(instant, revisions, unchanged)


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
    head: Head, pending: list[PendingRevision], previous: dict[Key, Entry], instant: datetime
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
