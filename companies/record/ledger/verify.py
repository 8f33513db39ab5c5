"""Is the record whole? Every hash, every number, the derived tables and the guard, checked from the first revision."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from companies import clock
from companies.record.ledger import guard
from companies.record.ledger.canonical import canonical, ledger_hash, sha256
from companies.record.ledger.comparing import derived_faults
from companies.record.ledger.derived import filing
from companies.record.ledger.rebuild import BATCH, with_neighbours
from companies.record.ledger.revision import ClockNotice, Head, Revision


def record_faults(done: Callable[[int], object] = lambda rows: None) -> Iterator[str]:
    """Yield a sentence for each fault of the ledger, its head, its guard, and of all that is derived from it.

    ``done`` is told how many more revisions were looked at. Each is looked at twice, where the ledger is whole: by
    itself, and beside its entry and references.
    """
    yield from (f"the guard lacks {name}: anybody could rewrite the ledger" for name in guard.missing())
    # Each is made from the one before, and says nothing where that is broken.
    for faults in (_ledger_faults(done), derived_faults(done), _filing_faults()):
        is_whole = True
        for fault in faults:
            is_whole = False
            yield fault
        if not is_whole:
            return


def expectation_faults(expected: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield a sentence for each (seq, ledger hash) that somebody outside kept and that the ledger doesn't have.

    The ledger alone can't tell that its last revisions were cut off; a hash that was told once can.
    """
    wanted = dict.fromkeys(expected)
    ledgers = dict(Revision.objects.filter(pk__in={seq for seq, _ in wanted}).values_list("seq", "ledger"))
    for seq, ledger in wanted:
        if seq not in ledgers:
            yield f"revision {seq} is missing, whose ledger hash was told as {ledger}: the ledger has been cut"
        elif ledgers[seq] != ledger:
            yield f"revision {seq} has the ledger hash {ledgers[seq]}, where {ledger} was told: it is another ledger"


def clock_remarks() -> Iterator[str]:
    """Yield a sentence on revisions that lie ahead of the clock, and one on each notice of such revisions.

    They are no faults: the ledger is whole, and the clock that is wrong may be today's.
    """
    now = clock.now()
    ahead = Revision.objects.filter(recorded_at__gt=now).order_by("seq")
    if (first := ahead.first()) is not None and (last := ahead.last()) is not None:
        yield (
            f"Revisions {first.seq:,} to {last.seq:,} lie ahead of this clock ({now:%Y-%m-%d %H:%M} UTC), the last by "
            f"{last.recorded_at - now}: see manage.py accept_clock."
        )
    for notice in ClockNotice.objects.all():
        yield f"After revision {notice.after_seq:,} it was noted on {notice.noticed_at:%Y-%m-%d}: {notice.note}"


def _ledger_faults(done: Callable[[int], object]) -> Iterator[str]:
    ledger, seq, recorded_at = "", 0, None
    for revision in with_neighbours().order_by("seq").iterator(BATCH):
        seq += 1
        ledger = ledger_hash(ledger, revision)
        yield from (f"revision {revision.seq}: {fault}" for fault in _revision_faults(revision, seq, ledger))
        if recorded_at is not None and revision.recorded_at < recorded_at:
            yield f"revision {revision.seq}: recorded before the one before it"
        recorded_at = revision.recorded_at
        done(1)
    head = Head.objects.filter(pk=Head.ONLY).first()
    if head is None or (head.seq, head.recorded_at, head.ledger) != (seq, recorded_at, ledger):
        yield f"the head doesn't name the last revision, {seq}"


def _revision_faults(revision: Any, seq: int, ledger: str) -> Iterator[str]:
    if revision.seq != seq:
        yield f"its number should be {seq}"
    # No two have one key and version: the database's own rule. So where each follows its predecessor, none is left out.
    before = revision.version - 1
    if before and (revision.before_seq is None or revision.before_seq >= revision.seq):
        yield f"it is version {revision.version} of {revision.key}, whose version {before} does not come before it"
    if sha256(revision.document) != revision.sha256:
        yield "its document doesn't have its sha256"
    if revision.ledger != ledger:
        yield "the ledger's hash is broken here"
    try:
        document = json.loads(revision.document)
    except ValueError:
        yield "its document is not JSON"
    else:
        if canonical(document) != revision.document:
            yield "its document is not canonical JSON"


def _filing_faults() -> Iterator[str]:
    return (f"{fault}: run manage.py rebuild_entries" for fault in filing.faults())
