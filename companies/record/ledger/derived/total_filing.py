"""Totals: what each entry adds to those of its law, company, year and record, and takes away again (decision 039)."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from companies.chunks import chunked
from companies.inserting import insert_rows
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.total import COMPANY, LAW, RECORD, YEAR, Counts, Subject, Total
from companies.record.ledger.revision import NO_REVISION, Entry


def totals_at(of: str, head: int, keys: Collection[str] | None = None) -> dict[str, Counts]:
    """Return the counts of each law, company or year (or the record, whose key is blank), as known at ``head``.

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
        self._asked: set[Subject] = set()
        self._counts: dict[Subject, Counts] = {}
        self._changed: set[Subject] = set()
        self._first: set[Subject] = set()
        self._instant: datetime | None = None
        self._since = 0

    def add(self, filed: Sequence[FiledEntry]) -> Iterator[Total]:
        """Yield the unsaved rows of the sets that are over; the last may go on with the next call.

        A set makes a row of each subject that any of its entries changes, even where all of them together don't.
        """
        self._read_new({subject for each in filed for subject, _, _ in changes(each)})
        for each in filed:
            if each.entry.recorded_at != self._instant:
                yield from self.rest()
                self._instant, self._since = each.entry.recorded_at, each.entry.pk
            for subject, name, step in changes(each):
                if subject not in self._counts:
                    self._first.add(subject)
                counts = self._counts.setdefault(subject, {})
                counts[name] = counts.get(name, 0) + step
                self._changed.add(subject)

    def rest(self) -> Iterator[Total]:
        """Yield the unsaved rows of the set that came last, after which nothing of it may come."""
        for subject in sorted(self._changed):
            counts = {name: number for name, number in self._counts[subject].items() if number}
            yield Total(of=subject[0], key=subject[1], since=self._since, first=subject in self._first, counts=counts)
        self._changed, self._first = set(), set()

    def _read_new(self, subjects: set[Subject]) -> None:
        new = subjects - self._asked
        self._counts |= self._read(new)
        self._asked |= new


class TotalFiling:
    """Files entries into the table of totals: the rows of a set when the next begins, or nothing more comes."""

    def __init__(self, *, empty: bool = False) -> None:
        """``empty``: nothing was filed before."""
        self._totals = RunningTotals(_nothing if empty else _standing)

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File entries, in order of ``seq``, after all before them."""
        _write(self._totals.add(filed))

    def finish(self) -> None:
        """Write the rows of the last set."""
        _write(self._totals.rest())


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
    if entry.kind != "stance":
        return
    yield (YEAR, str(entry.announced_last)[:4]), entry.position
    if entry.valid_until is None:
        yield (LAW, entry.law), f"{entry.demand}/{entry.position}"
        yield (COMPANY, entry.company), entry.position


def _standing(subjects: set[Subject]) -> dict[Subject, Counts]:
    """Return the newest counts of subjects."""
    found: dict[Subject, Counts] = {}
    for of in sorted({of for of, _ in subjects}):
        for some in chunked(sorted(key for whose, key in subjects if whose == of)):
            found |= {(of, key): counts for key, counts in totals_at(of, NO_REVISION, some).items()}
    return found


def _nothing(_subjects: set[Subject]) -> dict[Subject, Counts]:
    return {}


def _write(totals: Iterable[Total]) -> None:
    columns = ("of", "key", "since", "first", "counts")
    insert_rows(Total, columns, ((row.of, row.key, row.since, row.first, json.dumps(row.counts)) for row in totals))
