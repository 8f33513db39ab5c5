"""The answers that the page of a company or law shows: all of them, and past 200 a page of them (decision 039)."""

from dataclasses import dataclass

from django.db.models import Q

from companies.pages.components.pagination import PageLinks, paginate
from companies.pages.components.position_dates import ToldStance, told
from companies.pages.components.timeline import TimelineEntry, stance_entry
from companies.pages.page import PageRequest
from companies.record.reading import read, stance_views
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.items import make_items

MOST = 200
"""Answers on one page of a company, law or source, and rows of any other list there."""


@dataclass(frozen=True)
class Answers:
    """A page of the answers of a company or to a law, and those of them that stand."""

    entries: list[TimelineEntry]
    """What the page shows in order of time, newest first."""
    standing: list[ToldStance]
    """Those that stand on the day, of all pages, newest first: all of them, or the newest."""
    others: list[ToldStance]
    """Those that were asked for beside them, newest first: all of them, or the newest."""
    others_left_out: bool
    links: PageLinks

    @property
    def whole(self) -> bool:
        """Whether the page shows all answers that there are."""
        return not (self.links.earlier or self.links.later)

    @property
    def said(self) -> list[ToldStance]:
        """The answers of the page, newest first."""
        return [entry.told for entry in self.entries if entry.told]


def read_answers(page_request: PageRequest, condition: Q, *, others: Q | None = None) -> Answers:
    """Return a page of the answers that meet ``condition`` and were made by the day.

    ``others``: what answers beside them meet. At most seven queries: each of the three lists is read, and then all are
    told together.
    """
    snapshot = page_request.snapshot
    said, links = _page(page_request, condition)
    whole = not (links.earlier or links.later)
    standing = [] if whole else stance_views.newest(stance_views.standing(snapshot, condition), MOST)
    beside = [] if others is None else stance_views.newest(stance_views.made_by_day(snapshot, others), MOST + 1)
    listed = {entry.pk: entry for entry in (*said, *standing, *beside[:MOST])}
    by_entry = {stance.item.seq: stance for stance in told(snapshot, make_items(snapshot, listed.values()))}
    shown = [by_entry[entry.pk] for entry in said]
    stands = [stance for stance in shown if stance.dates.state == "stands"]
    return Answers(
        entries=[stance_entry(stance) for stance in shown],
        standing=stands if whole else [by_entry[entry.pk] for entry in standing],
        others=[by_entry[entry.pk] for entry in beside[:MOST]],
        others_left_out=len(beside) > MOST,
        links=links,
    )


def _page(page_request: PageRequest, condition: Q) -> tuple[list[EntryRow], PageLinks]:
    """Return the answers of the page that was asked for, newest first, and the links beside it."""
    order, start = page_request.validated.order, page_request.validated.start
    made = stance_views.made_by_day
    found = read.page_of(page_request.snapshot, made, [condition], order, MOST, start, alone=True)
    links = paginate(page_request, found.earlier, found.later)
    return [item.columns for item in found.items], links
