"""``/``: who stands where, by group, by place and on the demand that most companies answered; the latest answers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.name_order import name_order
from companies.pages.components.by_position import PositionRow, by_position
from companies.pages.components.position_dates import told_standing
from companies.pages.dates import day_words
from companies.pages.page import page, read_item_page, show
from companies.record.documents.compose import Document
from companies.record.reading import overviews, read, stance_views, totals
from companies.record.reading.addresses import api_list_url
from companies.record.reading.items import make_items
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.stance_views import Tally
from companies.vocabulary import DEMAND_QUESTIONS, GROUPS, POSITIONS

LATEST = 6
MOST_PLACES = 10
MOST = 60
"""Answers that stand in the rows by position; past them the newest."""


@dataclass(frozen=True)
class PlaceRow:
    """A place with its standing answers, those of the places below it among them."""

    slug: str
    name: str
    tally: Tally

    @property
    def number(self) -> int:
        """How many answers stand there."""
        return sum(number for _, number in self.tally)


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show who stands where."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    by_law = totals.in_force_by_law(snapshot)
    positions = sum((totals.positions_of(demands) for demands in by_law.values()), Counter[str]())
    by_place = totals.by_place(by_law, overviews.places_of_laws(snapshot))
    latest = make_items(snapshot, stance_views.latest_moves(snapshot, LATEST), alone=True)
    context = {
        "title": _("When a government demands data or takedowns, what do tech companies answer?"),
        "day": day_words(snapshot.day),
        "groups": _by_group(positions),
        "places": _places(snapshot, by_place),
        "place_count": len([path for path, answered in by_place.items() if answered.total()]),
        "latest": [item.document for item in latest],
        "api_url": api_list_url("stance"),
        **_most_answered(snapshot, by_law),
    }
    return show(page_request, "pages/home.html", context)


def _by_group(positions: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return (group, how many answers stand), in the codebook's order; none where no answer stands."""
    numbers = Counter[str]()
    for position, number in positions.items():
        numbers[POSITIONS[position].group] += number
    return [(group.code, numbers[group.code]) for group in GROUPS] if numbers.total() else []


def _places(snapshot: Snapshot, by_place: Mapping[str, Counter[str]]) -> list[PlaceRow]:
    """Return the places with most answers."""
    most = sorted(by_place, key=lambda path: (-by_place[path].total(), path))[:MOST_PLACES]
    slugs = {path: path.rstrip("/").rpartition("/")[2] for path in most}
    names = overviews.names_of(snapshot, "jurisdiction", list(slugs.values()))
    rows = [PlaceRow(slugs[path], names[slugs[path]], stance_views.tally(by_place[path])) for path in most]
    return sorted((row for row in rows if row.number), key=lambda row: (-row.number, name_order(row.name)))


def _most_answered(snapshot: Snapshot, by_law: Mapping[str, totals.Demands]) -> dict[str, Any]:
    """Return the law and demand that most companies have a stance in force on, with those by position."""
    asked = stance_views.most_answered(by_law)
    found = read.find(snapshot, "law", asked[0]) if asked else None
    if asked is None or found is None:
        return {}
    law, demand = asked
    numbers = {position: number for (of, position), number in by_law[law].items() if of == demand}
    entries = stance_views.newest(stance_views.standing(snapshot, Q(law=law, demand=demand)), MOST)
    standing = [told_standing(item, snapshot.day) for item in make_items(snapshot, entries, alone=True)]
    rows: list[PositionRow] = by_position(standing, numbers)
    document: Document = found.document
    return {
        "law": document,
        "law_state": found.law_state,
        "question": DEMAND_QUESTIONS[demand],
        "position_rows": rows,
    }
