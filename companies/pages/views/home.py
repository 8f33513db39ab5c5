"""``/``: what the record is, its latest stances, and those on one demand of one law."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.pages.components.position_dates import told, told_standing
from companies.pages.page import page, read_item_page, show
from companies.record.reading import overviews, stance_views
from companies.record.reading.addresses import api_list_url

LATEST = 5
IN_SMALL = 12


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show how much there is, the latest stances, and the demand that most companies have a stance on."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    question = stance_views.most_answered(snapshot)
    standing = []
    if question is not None:
        law, demand = question
        standing = stance_views.stances_in_force(snapshot, Q(law=law, demand=demand))
    counts = overviews.counts_of_lists(snapshot)
    context = {
        "title": _("What companies answered"),
        "counts": [(kind, counts.get(kind, 0)) for kind in ("stance", "company", "law", "jurisdiction", "source")],
        "latest": told(snapshot, stance_views.latest_moves(snapshot, LATEST)),
        "standing": [told_standing(stance, snapshot.day) for stance in standing[:IN_SMALL]],
        "standing_count": len(standing),
        "api_url": api_list_url("stance"),
    }
    return show(page_request, "pages/home.html", context)
