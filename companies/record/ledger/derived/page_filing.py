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
from operator import or_

from django.db.models import Q

from companies.chunks import chunked
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.list_names import BEYOND, begins_of, lists_of, place_of
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


@dataclass(eq=False)
class _Held:
    """A page in hand, and the statements on it that are not written yet."""

    page: ListPage
    pending: list[Entry] = field(default_factory=list)


class PageFiling:
    """Files statements on pages. It keeps the live pages that it has met, so nobody else may file meanwhile."""

    def __init__(self, *, empty: bool = False) -> None:
        """``empty``: nothing was filed before, so that nothing needs to be looked up."""
        self._empty = empty
        self._live: dict[str, list[_Held]] = defaultdict(list)
        """By list, in order."""
        self._touched: dict[int, _Held] = {}
        """What is to be written, by the object's own number."""

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File the statements among ``filed``; tombstones are in no list."""
        statements = [each.entry for each in filed if each.entry.kind == "stance" and not each.entry.retracted]
        self._look_up({(name, place_of(entry)) for entry in statements for name in lists_of(entry)})
        for entry in statements:
            for name in lists_of(entry):
                self._add(name, entry)
        self._write()

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
                    insort(self._live[page.list], _Held(page), key=_lowest)

    def _page_at(self, name: str, place: str) -> _Held | None:
        """Return the live page in hand that a place belongs to, if there is one."""
        held = self._live.get(name, [])
        number = bisect_right(held, place, key=_lowest) - 1
        return held[number] if number >= 0 and place < held[number].page.highest else None

    def _add(self, name: str, entry: Entry) -> None:
        place = place_of(entry)
        held = self._page_at(name, place) or self._begin(name, "", BEYOND, entry.pk)
        if held.page.size >= SIZE:
            held = self._share_out(held, entry)
        self._put(held, entry)

    def _share_out(self, full: _Held, entry: Entry) -> _Held:
        """Close a full page at the revision of ``entry``, share what stands of it, and return the page of ``entry``."""
        page = full.page
        page.died = entry.pk
        self._touched[id(full)] = full
        self._live[page.list].remove(full)
        standing = standing_before([*_written(page), *full.pending], entry.recorded_at)
        half = len(standing) // 2
        parts = [standing] if len(standing) <= FULL else [standing[:half], standing[half:]]
        begins = [page.lowest, *(place_of(part[0]) for part in parts[1:])]
        made = []
        for part, lowest, highest in zip(parts, begins, [*begins[1:], page.highest], strict=True):
            made.append(self._begin(page.list, lowest, highest, entry.pk))
            for each in part:
                self._put(made[-1], each)
        return made[0] if place_of(entry) < made[0].page.highest else made[-1]

    def _begin(self, name: str, lowest: str, highest: str, born: int) -> _Held:
        page = ListPage(
            list=name, lowest=lowest, highest=highest, born=born, size=0, first_from=date.max, last_until=date.min
        )
        held = _Held(page)
        insort(self._live[name], held, key=_lowest)
        return held

    def _put(self, held: _Held, entry: Entry) -> None:
        page, begins = held.page, begins_of(entry)
        held.pending.append(entry)
        page.size += 1
        page.first_from = min(page.first_from, begins)
        page.last_until = max(page.last_until, entry.valid_until or date.max)
        self._touched[id(held)] = held

    def _write(self) -> None:
        touched = list(self._touched.values())
        old = [held.page for held in touched if held.page.pk is not None]
        ListPage.objects.bulk_update(old, _CHANGING, batch_size=100)
        ListPage.objects.bulk_create([held.page for held in touched if held.page.pk is None])
        PageMember.objects.bulk_create(
            PageMember(page=held.page, valid_from=begins_of(entry), entry_id=entry.pk)
            for held in touched
            for entry in held.pending
        )
        for held in touched:
            held.pending = []
        self._touched = {}


def standing_before(entries: Iterable[Entry], instant: datetime) -> list[Entry]:
    """Return which statements of a page stood before the set of an instant, in order, each key once.

    What that very set supersedes is among them: so it makes no difference whether a set is filed at once or in parts.
    """
    newest = {entry.key: entry for entry in sorted(entries, key=lambda entry: entry.pk)}
    standing = (entry for entry in newest.values() if entry.superseded_at is None or entry.superseded_at >= instant)
    return sorted(standing, key=place_of)


def _written(page: ListPage) -> Iterable[Entry]:
    columns = ("key", "superseded_at", "valid_from", "valid_until", "announced_last", "announced_precision")
    return Entry.objects.filter(memberships__page=page).only(*columns) if page.pk else []


def _lowest(held: _Held) -> str:
    return held.page.lowest
