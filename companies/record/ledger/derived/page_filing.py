"""Filing statements on the pages of their lists (decision 038).

A full page is closed at the revision that would not fit, and what still stands of it is copied to one or two new ones.
So a page holds few statements that were superseded before it began, and none that came after it was closed; a statement
that is superseded writes nothing.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import attrgetter, or_
from typing import NamedTuple

from django.db.models import Max, Q

from companies.chunks import chunked
from companies.inserting import insert_rows
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.list_names import BEYOND, lists_of, place_text
from companies.record.ledger.derived.rows import update_rows
from companies.record.ledger.derived.tables import LIVE, ListPage, PageMember
from companies.record.ledger.revision import Entry

SIZE = 512
"""Most statements of a page."""
FULL = SIZE // 2
"""Most statements that stand when a page is closed and one new page takes them; more are shared by two."""
MOST_ASKED = 50
"""Places that are looked up in one query: SQLite nests no more than 1,000 conditions."""
MANY = 1000
"""From so many places on, all live pages of the lists are read instead."""

_CHANGING = ("died", "size", "first_from", "last_until")
_FIXED = ("id", "list", "lowest", "highest", "born")
_LOWEST, _PLACE = attrgetter("page.lowest"), attrgetter("place")


class Filed(NamedTuple):
    """What a page needs to know of a statement's revision."""

    seq: int
    key: str
    superseded_at: datetime | None
    valid_from: date
    valid_until: date | None
    place: str


@dataclass(eq=False)
class _Held:
    """A page in hand, and the statements on it that are not written yet."""

    page: ListPage
    written: bool
    """Whether the page itself is in the table."""
    pending: list[Filed] = field(default_factory=list)


class PageFiling:
    """Files statements on pages. It keeps the live pages that it has met, so nobody else may file meanwhile."""

    def __init__(self, *, empty: bool = False) -> None:
        """``empty``: nothing was filed before, so that nothing needs to be looked up."""
        self._empty = empty
        self._next_id = 0
        self._live: dict[str, list[_Held]] = defaultdict(list)
        """By list, in order."""
        self._touched: dict[int, _Held] = {}
        """Pages that differ from the table, by id."""

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File the statements among ``filed``; tombstones are in no list."""
        entries = [each.entry for each in filed if each.entry.kind == "stance" and not each.entry.retracted]
        statements = [(entry, filed_of(entry)) for entry in entries]
        self._look_up({(name, statement.place) for entry, statement in statements for name in lists_of(entry)})
        for entry, statement in statements:
            for name in lists_of(entry):
                self._add(name, statement, entry.recorded_at)
        self._write_members()

    def finish(self) -> None:
        """Write the pages themselves."""
        touched = list(self._touched.values())
        insert_rows(ListPage, (*_FIXED, *_CHANGING), (_row(held.page, _FIXED) for held in touched if not held.written))
        update_rows(ListPage, _CHANGING, ([*_row(held.page, ()), held.page.pk] for held in touched if held.written))
        for held in touched:
            held.written = True
        self._touched = {}

    def _look_up(self, places: Iterable[tuple[str, str]]) -> None:
        missing = [] if self._empty else sorted(place for place in places if self._page_at(*place) is None)
        if len(missing) < MANY:
            conditions = [Q(list=name, lowest__lte=place, highest__gt=place) for name, place in missing]
            asked = [reduce(or_, some) for some in chunked(conditions, MOST_ASKED)]
        else:
            asked = [Q(list__in=some) for some in chunked(sorted({name for name, _ in missing}))]
        for condition in asked:
            for page in ListPage.objects.filter(condition, died=LIVE):
                if self._page_at(page.list, page.lowest) is None:
                    insort(self._live[page.list], _Held(page, written=True), key=_LOWEST)

    def _page_at(self, name: str, place: str) -> _Held | None:
        """Return the live page in hand that a place belongs to, if there is one."""
        held = self._live.get(name, [])
        number = bisect_right(held, place, key=_LOWEST) - 1
        return held[number] if number >= 0 and place < held[number].page.highest else None

    def _add(self, name: str, statement: Filed, recorded_at: datetime) -> None:
        held = self._page_at(name, statement.place) or self._begin(name, "", BEYOND, statement.seq)
        if held.page.size >= SIZE:
            held = self._share_out(held, statement, recorded_at)
        self._put(held, statement)

    def _share_out(self, full: _Held, statement: Filed, recorded_at: datetime) -> _Held:
        """Close a full page at a statement's revision, share what stands of it, and return the statement's page."""
        page = full.page
        page.died = statement.seq
        self._touched[page.pk] = full
        self._live[page.list].remove(full)
        standing = standing_before([*_written(page), *full.pending], recorded_at)
        half = len(standing) // 2
        parts = [standing] if len(standing) <= FULL else [standing[:half], standing[half:]]
        begins = [page.lowest, *(part[0].place for part in parts[1:])]
        made = []
        for part, lowest, highest in zip(parts, begins, [*begins[1:], page.highest], strict=True):
            made.append(self._begin(page.list, lowest, highest, statement.seq))
            for each in part:
                self._put(made[-1], each)
        return made[0] if statement.place < made[0].page.highest else made[-1]

    def _begin(self, name: str, lowest: str, highest: str, born: int) -> _Held:
        if not self._next_id:
            self._next_id = (ListPage.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        page = ListPage(
            id=self._next_id,
            list=name,
            lowest=lowest,
            highest=highest,
            born=born,
            size=0,
            first_from=date.max,
            last_until=date.min,
        )
        self._next_id += 1
        held = _Held(page, written=False)
        insort(self._live[name], held, key=_LOWEST)
        return held

    def _put(self, held: _Held, statement: Filed) -> None:
        page = held.page
        held.pending.append(statement)
        page.size += 1
        page.first_from = min(page.first_from, statement.valid_from)
        page.last_until = max(page.last_until, statement.valid_until or date.max)
        self._touched[page.pk] = held

    def _write_members(self) -> None:
        pending = [held for held in self._touched.values() if held.pending]
        rows = ((held.page.pk, str(each.valid_from), each.seq) for held in pending for each in held.pending)
        insert_rows(PageMember, ("page_id", "valid_from", "entry_id"), rows)
        for held in pending:
            held.pending = []


def filed_of(entry: Entry) -> Filed:
    """Return what a page needs to know of an entry."""
    begins, last, precision = entry.valid_from, entry.announced_last, entry.announced_precision
    # These are never null for a statement, which their types can't say.
    assert begins is not None and last is not None and precision is not None  # noqa: S101, PT018
    place = place_text(last, precision, entry.key)
    return Filed(entry.pk, entry.key, entry.superseded_at, begins, entry.valid_until, place)


def standing_before(statements: Iterable[Filed], instant: datetime) -> list[Filed]:
    """Return which statements of a page stood before the set of an instant, in order, each key once.

    What that very set supersedes is among them: so it makes no difference whether a set is filed at once or in parts.
    """
    newest = {each.key: each for each in sorted(statements)}
    standing = (each for each in newest.values() if each.superseded_at is None or each.superseded_at >= instant)
    return sorted(standing, key=_PLACE)


def _written(page: ListPage) -> Iterable[Filed]:
    columns = ("pk", "key", "superseded_at", "valid_from", "valid_until", "announced_last", "announced_precision")
    on_page = Entry.objects.filter(memberships__page=page.pk).values_list(*columns)
    for seq, key, superseded_at, begins, ends, last, precision in on_page:
        yield Filed(seq, key, superseded_at, begins, ends, place_text(last, precision, key))


def _row(page: ListPage, fixed: Sequence[str]) -> list[object]:
    """Return a page's columns as they are written: ``fixed``, and those that change."""
    return [str(value) if isinstance(value, date) else value for value in map(page.__dict__.get, (*fixed, *_CHANGING))]
