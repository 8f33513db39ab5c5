"""Whether the table of totals is what the entries give: streamed, with one number kept for each subject."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery

from companies.record.ledger.canonical import canonical, sha256
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.total import Subject, Total
from companies.record.ledger.derived.total_filing import RunningTotals
from companies.record.ledger.revision import Entry, Revision

BATCH = 500

_COLUMNS = ("kind", "key", "recorded_at", "retracted", "law", "company", "demand", "position", "valid_until")


def faults() -> Iterator[str]:
    """Yield a sentence for each law, each company and the record, whose totals are not what the entries give."""
    expected, standing = _digests(_expected()), _digests(Total.objects.iterator(BATCH))
    for of, key in sorted(subject for subject in expected.keys() | standing if expected[subject] != standing[subject]):
        yield f"the totals of {of} {key} differ from the entries".replace("  ", " ")


def _digests(totals: Iterator[Total]) -> Counter[Subject]:
    """Return the sum of the hashes of each subject's rows, whose order then does not matter."""
    digests: Counter[Subject] = Counter()
    for total in totals:
        row = canonical({"since": total.since, "first": total.first, "counts": total.counts})
        digests[total.of, total.key] += int(sha256(row), 16)
    return digests


def _expected() -> Iterator[Total]:
    running = RunningTotals(lambda subjects: {})
    for batch in _filed():
        yield from running.add(batch)
    yield from running.rest()


def _filed() -> Iterator[list[FiledEntry]]:
    """Yield all entries in order of ``seq``, each with the one before it, by batches."""
    same_key = Revision.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), version=OuterRef("version") - 1)
    with_before: Any = Entry.objects.only(*_COLUMNS).annotate(before_pk=Subquery(same_key.values("seq")))
    last = 0
    while batch := list(with_before.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        before = Entry.objects.only(*_COLUMNS).in_bulk([entry.before_pk for entry in batch if entry.before_pk])
        yield [FiledEntry(entry, before.get(entry.before_pk)) for entry in batch]
