"""``/jurisdictions/`` and ``/jurisdictions/<slug>/``: each counts those below it."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.name_order import name_order
from companies.pages.components.answers import MOST
from companies.pages.components.filter_form import filter_form
from companies.pages.components.place_tallies import by_place
from companies.pages.components.position_dates import told_standing
from companies.pages.components.standing_words import standing_context
from companies.pages.page import PageRequest, find_or_refuse, page, read_item_page, read_list_page, show
from companies.pages.titles import by_name, grouped
from companies.record.reading import overviews, read, stance_views, totals
from companies.record.reading.addresses import api_list_url, api_url
from companies.record.reading.items import Item
from companies.record.reading.known import lies_in
from companies.record.reading.ordering import ordering_of
from companies.record.reading.standing import newest_standing
from companies.vocabulary import WORLDWIDE


@page
def jurisdictions(request: HttpRequest) -> HttpResponse:
    """All jurisdictions by name, with the positions on their laws."""
    page_request = read_list_page(request, "jurisdiction", whole=True)
    snapshot = page_request.snapshot
    found = read.items(snapshot, "jurisdiction", page_request.validated.condition)
    places = overviews.places_of_laws(snapshot)
    laws, positions = Counter(places.values()), by_place(places, totals.in_force_by_law(snapshot))
    rows = [
        (item, _within(_path(item), laws), stance_views.tally(positions.get(_path(item), Counter()))) for item in found
    ]
    rows.sort(key=lambda row: (_is_worldwide(row[0]), not row[2], name_order(row[0].document["name"])))
    number = {"number": grouped(len(found))}
    context = {
        "current": "jurisdictions",
        "title": ngettext(
            "%(number)s place and how its laws were answered",
            "%(number)s places and how their laws were answered",
            len(found),
        )
        % number,
        "heading": ngettext("%(number)s place", "%(number)s places", len(found)) % number,
        "rows": rows,
        "filters": filter_form(page_request, "jurisdiction", ("kind",)),
        "api_url": api_list_url("jurisdiction"),
    }
    return show(page_request, "pages/jurisdictions.html", context)


@page
def jurisdiction(request: HttpRequest, slug: str) -> HttpResponse:
    """One jurisdiction: who stands where on its laws, the laws, and the companies at home there."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    item = find_or_refuse(page_request, "jurisdiction", slug)
    if _is_worldwide(item):
        return _worldwide(page_request, item)
    below = lies_in(_path(item))
    laws = sorted(law for law, place in overviews.places_of_laws(snapshot).items() if place.startswith(_path(item)))
    by_law = totals.in_force_by_law(snapshot, laws)
    positions = totals.positions_of(sum(by_law.values(), Counter()))
    standing = [told_standing(stance, snapshot.day) for stance in newest_standing(snapshot, below, MOST)]
    shown = read.page(snapshot, "law", below, ordering_of("name"), MOST)
    at_home = read.page(snapshot, "company", below, ordering_of("name"), MOST)
    number = {"place": item.document["name"], "number": grouped(len(laws))}
    context = {
        "current": "jurisdictions",
        "title": ngettext(
            "%(place)s: %(number)s law and its answers", "%(place)s: %(number)s laws and their answers", len(laws)
        )
        % number,
        "jurisdiction": item.document,
        **standing_context(snapshot, standing, positions),
        "law_count": len(laws),
        "laws": [
            (law, stance_views.tally(totals.positions_of(by_law.get(law.key, {})))) for law in by_name(shown.items)
        ],
        "laws_left_out": shown.later is not None,
        "laws_of_several": {law.key for law in shown.items if len(law.document["demands"]) > 1},
        "below": [lower.document for lower in by_name(read.items(snapshot, "jurisdiction", below & ~Q(key=slug)))],
        "at_home": [company.document for company in by_name(at_home.items)],
        "at_home_left_out": at_home.later is not None,
        "api_url": api_url("jurisdiction", slug),
    }
    return show(page_request, "pages/jurisdiction.html", context)


def _worldwide(page_request: PageRequest, item: Item) -> HttpResponse:
    """Show all places together: no law, but the companies that give figures of them."""
    figures = read.items(page_request.snapshot, "figure", lies_in(_path(item)))
    counting = {figure.document["company"]["slug"]: figure.document["company"]["name"] for figure in figures}
    context = {
        "current": "jurisdictions",
        "title": _("%(place)s: figures of all places together") % {"place": item.document["name"]},
        "item": item,
        "jurisdiction": item.document,
        "counting": sorted(counting.items(), key=lambda row: (name_order(row[1]), row[0])),
        "api_url": api_url("jurisdiction", item.key),
    }
    return show(page_request, "pages/worldwide.html", context)


def _is_worldwide(jurisdiction: Item) -> bool:
    """Tell whether it stands for all places together, about which there are only figures."""
    return bool(jurisdiction.document["kind"] == WORLDWIDE)


def _path(jurisdiction: Item) -> str:
    return jurisdiction.columns.jurisdiction_path


def _within(path: str, by_path: Mapping[str, int]) -> int:
    """Return how many there are in the jurisdiction at a path and in those below it."""
    return sum(number for inner, number in by_path.items() if inner.startswith(path))
