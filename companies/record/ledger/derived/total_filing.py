"""Totals: what each entry adds to those of its law, its company and the record, and takes away again (decision 039)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.db.models import OuterRef, Subquery

from companies.chunks import chunked
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.total import COMPANY, LAW, RECORD, Counts, Subject, Total
from companies.record.ledger.revision import Entry

FOR_EVER = 2**62
"""A number that no revision reaches."""


def totals_at(of: str, head: int, keys: Collection[str] | None = None) -> dict[str, Counts]:
    """Return the counts of each law or company (or the record, whose key is blank), as known at the revision ``head``.

    One step in the index for each, however many rows stand before and after it. ``keys``: of those alone; at most as
    many as one query takes.
    """
    firsts = Total.objects.filter(of=of, first=True)
    asked = firsts if keys is None else firsts.filter(key__in=keys)
    known = Total.objects.filter(of=of, key=OuterRef("key"), since__lte=head)
    newest = Subquery(known.order_by("-since").values("counts")[:1])
    return {key: counts for key, counts in asked.values_list("key", newest) if counts is not None}


class RunningTotals:
    """Totals as they become while entries come, in order of ``seq``. A set may come in several calls."""

    def __init__(self, read: Callable[[set[Subject]], dict[Subject, Counts]]) -> None:
        """``read`` gives the counts that stood before the first entry that came; of what had none, nothing."""
        self._read = read
        self._before: dict[Subject, Counts] = {}
        self._asked: set[Subject] = set()
        self._newest: dict[Subject, Total] = {}
        self._instant: datetime | None = None
        self._since = 0

    def add(self, filed: Sequence[FiledEntry]) -> list[Total]:
        """Return the rows that entries make: new ones, and those that an earlier part of their set has made.

        A set makes a row of each subject that any of its entries changes, even where all of them together don't: so
        it makes the same rows in however many parts it comes.
        """
        self._read_new({subject for each in filed for subject, _, _ in changes(each)})
        made: dict[tuple[Subject, int], Total] = {}
        for instant, entries in groupby(filed, key=lambda each: each.entry.recorded_at):
            part = list(entries)
            if instant != self._instant:
                self._instant, self._since = instant, part[0].entry.pk
            for subject, name, step in (change for each in part for change in changes(each)):
                total = self._of_this_set(subject)
                made[subject, total.since] = total
                total.counts[name] = total.counts.get(name, 0) + step
        for total in made.values():
            total.counts = {name: number for name, number in total.counts.items() if number}
        return list(made.values())

    def _of_this_set(self, subject: Subject) -> Total:
        """Return the row of the set that is being added: the one there is, or a new one that begins as the last was."""
        newest = self._newest.get(subject)
        if newest is not None and newest.since == self._since:
            return newest
        counts = self._before.get(subject) if newest is None else newest.counts
        of, key = subject
        self._newest[subject] = Total(
            of=of, key=key, since=self._since, first=counts is None, counts=dict(counts or {})
        )
        return self._newest[subject]

    def _read_new(self, subjects: set[Subject]) -> None:
        new = subjects - self._asked
        self._before |= self._read(new)
        self._asked |= new


class TotalFiling:
    """Files entries into the table of totals."""

    def __init__(self) -> None:
        self._totals = RunningTotals(_standing)

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File entries, in order of ``seq``, after all before them."""
        rows = self._totals.add(filed)
        Total.objects.bulk_update((row for row in rows if row.pk), ["counts"])
        Total.objects.bulk_create(row for row in rows if not row.pk)


def changes(filed: FiledEntry) -> list[tuple[Subject, str, int]]:
    """Return what an entry changes: (subject, what is counted, 1 or -1), sorted; nothing where all stays as it was."""
    before = set() if filed.before is None else set(_counted(filed.before))
    after = set(_counted(filed.entry))
    return sorted([(*counted, -1) for counted in before - after] + [(*counted, 1) for counted in after - before])


def _counted(entry: Entry) -> Iterator[tuple[Subject, str]]:
    """Yield where an entry counts, as long as it is the newest of its key."""
    if entry.retracted:
        return
    yield (RECORD, ""), entry.kind
    if entry.kind == "stance" and entry.valid_until is None:
        yield (LAW, entry.law), f"{entry.demand}/{entry.position}"
        yield (COMPANY, entry.company), entry.position


def _standing(subjects: set[Subject]) -> dict[Subject, Counts]:
    """Return the newest counts of subjects."""
    found: dict[Subject, Counts] = {}
    for of in sorted({of for of, _ in subjects}):
        for some in chunked(sorted(key for whose, key in subjects if whose == of)):
            found |= {(of, key): counts for key, counts in totals_at(of, FOR_EVER, some).items()}
    return found
