"""Is the record whole? Every hash, every number, the derived tables and the guard, checked from the first revision."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from companies import clock
from companies.record.ledger import guard
from companies.record.ledger.canonical import canonical, ledger_hash, sha256
from companies.record.ledger.derived import filing
from companies.record.ledger.rebuild import BATCH, derived
from companies.record.ledger.revision import ClockNotice, Entry, Head, Key, Reference, Revision

_ENTRY_COLUMNS = [field.attname for field in Entry._meta.concrete_fields]


def record_faults() -> Iterator[str]:
    """Yield a sentence for each fault of the ledger, its head, its guard, its entries and references."""
    yield from (f"the guard lacks {name}: anybody could rewrite the ledger" for name in guard.missing())
    broken = list(_ledger_faults())
    yield from broken
    if broken:
        return
    differing = list(_derived_faults())
    yield from differing
    if not differing:  # what lists are read from is made from entries
        yield from (f"{fault}: run manage.py rebuild_entries" for fault in filing.faults())


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


def _ledger_faults() -> Iterator[str]:
    ledger, seq, recorded_at = "", 0, None
    versions: dict[Key, int] = {}
    for revision in Revision.objects.order_by("seq").iterator(BATCH):
        seq += 1
        key = (revision.kind, revision.key)
        versions[key] = versions.get(key, 0) + 1
        ledger = ledger_hash(ledger, revision)
        yield from (f"revision {revision.seq}: {fault}" for fault in _revision_faults(revision, seq, ledger))
        if revision.version != versions[key]:
            yield f"revision {revision.seq}: version {revision.version} of {key[1]}, expected {versions[key]}"
        if recorded_at is not None and revision.recorded_at < recorded_at:
            yield f"revision {revision.seq}: recorded before the one before it"
        recorded_at = revision.recorded_at
    head = Head.objects.filter(pk=Head.ONLY).first()
    if head is None or (head.seq, head.recorded_at, head.ledger) != (seq, recorded_at, ledger):
        yield f"the head doesn't name the last revision, {seq}"


def _revision_faults(revision: Revision, seq: int, ledger: str) -> Iterator[str]:
    if revision.seq != seq:
        yield f"its number should be {seq}"
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


def _derived_faults() -> Iterator[str]:
    made = [each for batch in derived() for each in batch]
    expected = {filed.entry.pk: _columns(filed.entry) for filed, _ in made}
    yield from _differences("entry", expected, {entry.pk: _columns(entry) for entry in Entry.objects.all()})
    expected_references = {(ref.revision_id, ref.kind, ref.key, ref.role) for _, refs in made for ref in refs}
    standing = set(Reference.objects.values_list("revision_id", "kind", "key", "role"))
    yield from _sentences("reference", "is missing", expected_references - standing)
    yield from _sentences("reference", "should not be there", standing - expected_references)


def _columns(entry: Entry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in _ENTRY_COLUMNS)


def _differences(noun: str, expected: dict[Any, Any], standing: dict[Any, Any]) -> Iterator[str]:
    yield from _sentences(noun, "is missing", expected.keys() - standing.keys())
    yield from _sentences(noun, "should not be there", standing.keys() - expected.keys())
    both = expected.keys() & standing.keys()
    yield from _sentences(noun, "differs from the ledger", (pk for pk in both if expected[pk] != standing[pk]))


def _sentences(noun: str, what: str, found: Iterable[Any]) -> Iterator[str]:
    return (f"{noun} {item} {what}: run manage.py rebuild_entries" for item in sorted(found))
