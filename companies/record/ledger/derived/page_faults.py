"""Whether the pages of the lists are what the entries give: read once, page after page.

Of each page by itself: its statements belong on it, and its columns say what they are. Of all together: at every
revision the live pages of a list lie side by side, each statement was filed once in each of its lists, and what stood
on a page that was closed was copied, each once. So nothing is missing and nothing is there twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter

from django.db.models import Count, OuterRef, Subquery

from companies.record.ledger.derived.list_names import BEYOND, lists_of, lists_with
from companies.record.ledger.derived.page_filing import filed_of, standing_before
from companies.record.ledger.derived.tables import LIVE, ListPage, PageMember
from companies.record.ledger.revision import Entry, Revision

Turn = tuple[str, int]
"""(list, the revision for which a page of it was closed and others begun)."""


def faults() -> Iterator[str]:
    """Yield a sentence for each page that is wrong, and for each list whose pages are wrong together."""
    yield from _stretch_faults()
    filed, copies = 0, Counter[Turn]()
    closed_at = Revision.objects.filter(seq=OuterRef("died")).values("recorded_at")
    for page in ListPage.objects.annotate(closed_at=Subquery(closed_at)).order_by("pk").iterator():
        members = list(PageMember.objects.filter(page=page).select_related("entry"))
        entries = [member.entry for member in members]
        yield from (f"page {page.pk} of a list {fault}" for fault in _page_faults(page, members))
        new = sum(entry.pk >= page.born for entry in entries)
        filed += new
        copies[page.list, page.born] += len(entries) - new
        if page.closed_at is not None:
            copies[page.list, page.died] -= len(standing_before(map(filed_of, entries), page.closed_at))
    yield from (f"the list {turn[0]!r} lost or doubled statements at {turn[1]:,}" for turn in copies if copies[turn])
    if filed != (expected := _number_to_file()):
        yield f"{filed:,} statements are filed in lists where {expected:,} are expected"


def _page_faults(page: ListPage, members: Sequence[PageMember]) -> Iterator[str]:
    until = [member.entry.valid_until or date.max for member in members]
    columns = (
        len(members),
        min([member.valid_from for member in members], default=date.max),
        max(until, default=date.min),
    )
    if columns != (page.size, page.first_from, page.last_until):
        yield "says something else than its statements"
    if strange := [member.entry_id for member in members if not _belongs(page, member)]:
        yield f"holds revision {strange[0]:,}, which does not belong there"


def _belongs(page: ListPage, member: PageMember) -> bool:
    entry = member.entry
    if entry.kind != "stance" or entry.retracted or entry.valid_from != member.valid_from or entry.pk >= page.died:
        return False
    return page.lowest <= filed_of(entry).place < page.highest and page.list in lists_of(entry)


def _stretch_faults() -> Iterator[str]:
    """Yield a sentence for each list whose live pages did not always lie side by side."""
    pages = ListPage.objects.order_by("list", "born", "lowest").iterator()
    for name, of_list in groupby(pages, attrgetter("list")):
        live: dict[str, ListPage] = {}
        right = True
        for born, made in groupby(of_list, attrgetter("born")):
            begun = list(made)
            closed = [page for page in live.values() if page.died == born]
            stretch = [(page.lowest, page.highest) for page in closed] if live else [("", BEYOND)]
            right = right and stretch == [(begun[0].lowest, begun[-1].highest)] and _side_by_side(begun)
            for page in closed:
                del live[page.lowest]
            live |= {page.lowest: page for page in begun}
        if not right or any(page.died != LIVE for page in live.values()):
            yield f"the pages of the list {name!r} don't lie side by side"


def _side_by_side(pages: Sequence[ListPage]) -> bool:
    return all(page.highest == following.lowest for page, following in pairwise(pages))


def _number_to_file() -> int:
    """Return how many statements there are in all lists together, over all revisions."""
    statements = Entry.objects.filter(kind="stance", retracted=False).order_by()
    columns = statements.values_list("jurisdiction_path", "position").annotate(number=Count("pk"))
    return sum(number * len(lists_with(path, position)) for path, position, number in columns)
