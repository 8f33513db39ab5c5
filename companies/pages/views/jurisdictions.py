"""``/jurisdictions/`` and ``/jurisdictions/<slug>/``: places, those below them included."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.pages.components.filter_form import filter_form
from companies.pages.page import find_or_refuse, page, read_item_page, read_list_page, show
from companies.pages.titles import grouped
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_list_url, api_url
from companies.record.reading.items import Item
from companies.record.reading.known import lies_in
from companies.record.reading.stance_views import Tally

Counted = TypeVar("Counted")


@page
def jurisdictions(request: HttpRequest) -> HttpResponse:
    """All places by name, with how their laws were answered."""
    reading = read_list_page(request, "jurisdiction", whole=True)
    snapshot = reading.snapshot
    places = read.items(snapshot, "jurisdiction", reading.validated.condition)
    unreplaced = stance_views.positions_in_force(snapshot, "jurisdiction_path")
    laws = stance_views.count_by(snapshot, "law", "jurisdiction_path")
    rows = [(place, sum(_within(_path(place), laws)), _tally_within(_path(place), unreplaced)) for place in places]
    rows.sort(key=lambda row: (not row[2], row[0].document["name"]))
    number = {"number": grouped(len(places))}
    context = {
        "current": "jurisdictions",
        "title": ngettext(
            "%(number)s place and how its laws were answered",
            "%(number)s places and how their laws were answered",
            len(places),
        )
        % number,
        "heading": ngettext("%(number)s place", "%(number)s places", len(places)) % number,
        "rows": rows,
        "filters": filter_form(reading, "jurisdiction", ("kind",)),
        "api_url": api_list_url("jurisdiction"),
    }
    return show(reading, "pages/jurisdictions.html", context)


@page
def jurisdiction(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: its laws and how they are answered, and the companies at home there."""
    reading = read_item_page(request)
    snapshot = reading.snapshot
    item = find_or_refuse(reading, "jurisdiction", slug)
    below = lies_in(_path(item))
    laws = read.items(snapshot, "law", below)
    unreplaced = stance_views.positions_in_force(snapshot, "law", below)
    context = {
        "current": "jurisdictions",
        "title": ngettext(
            "%(place)s: %(number)s law and its answers", "%(place)s: %(number)s laws and their answers", len(laws)
        )
        % {"place": item.document["name"], "number": len(laws)},
        "item": item,
        "place": item.document,
        "laws": [(law, stance_views.tally(unreplaced.get(law.key, Counter()))) for law in laws],
        "tally": stance_views.tally(sum(unreplaced.values(), Counter())),
        "below": [place.document for place in read.items(snapshot, "jurisdiction", below & ~Q(key=slug))],
        "at_home": [company.document for company in read.items(snapshot, "company", below)],
        "api_url": api_url("jurisdiction", slug),
    }
    return show(reading, "pages/jurisdiction.html", context)


def _path(place: Item) -> str:
    return place.columns.jurisdiction_path


def _within(path: str, by_place: Mapping[str, Counted]) -> Iterator[Counted]:
    """Yield what is counted in a place and in those below it."""
    return (found for place, found in by_place.items() if place.startswith(path))


def _tally_within(path: str, unreplaced: Mapping[str, Counter[str]]) -> Tally:
    return stance_views.tally(sum(_within(path, unreplaced), Counter()))
