"""``/``: what the record is, its latest answers, and one question in small."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.pages.page import page, read_item_page, show
from companies.record.reading import stance_views
from companies.record.reading.addresses import api_list_url

LATEST = 5
IN_SMALL = 12


@page
def home(request: HttpRequest) -> HttpResponse:
    """Parse, ask, render."""
    reading = read_item_page(request)
    snapshot = reading.snapshot
    question = stance_views.most_answered(snapshot)
    unreplaced = []
    if question is not None:
        __, law, demand = question
        unreplaced = stance_views.unreplaced_stances(snapshot, stance_views.of_question(law, demand))
    counts = stance_views.counts(snapshot)
    context = {
        "title": _("What companies answered"),
        "counts": [(kind, counts.get(kind, 0)) for kind in ("stance", "company", "law", "jurisdiction", "source")],
        "latest": [item.document for item in stance_views.latest_moves(snapshot, LATEST)],
        "unreplaced": [item.document for item in unreplaced[:IN_SMALL]],
        "unreplaced_count": len(unreplaced),
        "api_url": api_list_url("stance"),
    }
    return show(reading, "pages/home.html", context)
