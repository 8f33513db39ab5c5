"""``/``: who stands where today, in every place, on the question that most have answered, and what changed last."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.pages.components.most_asked import most_asked
from companies.pages.components.place_tallies import places_with_most
from companies.pages.components.standing_words import who_stands_where
from companies.pages.page import page, read_item_page, show
from companies.record.reading import stance_views, totals
from companies.record.reading.addresses import api_list_url
from companies.record.reading.items import make_items
from companies.vocabulary import GROUPS

LATEST = 5
PLACES = 10


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show how many answers stand, by group and by place, who gave which to one question, and the latest moves."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    by_law = totals.in_force_by_law(snapshot)
    groups = totals.groups_of(totals.positions_of(sum(by_law.values(), Counter())))
    kinds = totals.counts_of_kinds(snapshot)
    latest = make_items(snapshot, stance_views.latest_moves(snapshot, LATEST), alone=True)
    context = {
        "title": _("When a government demands data or takedowns, what do tech companies answer?"),
        "standing_count": groups.total(),
        "groups": [(group, groups[group]) for group in GROUPS.codes],
        "who_stands_where": who_stands_where(snapshot) if snapshot.valid_on else _("Who stands where today"),
        "places": places_with_most(snapshot, by_law, PLACES),
        "place_count": kinds.get("jurisdiction", 0),
        "asked": most_asked(snapshot, by_law),
        "latest": [item.document for item in latest],
        "answer_count": groups.total() if snapshot.valid_on else kinds.get("stance", 0),
        "api_url": api_list_url("stance"),
    }
    return show(page_request, "pages/home.html", context)
