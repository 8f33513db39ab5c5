"""``/``: what the record is, its latest stances, and those on one demand of one law."""

from collections.abc import Mapping

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.pages.components.position_dates import told, told_standing
from companies.pages.page import page, read_item_page, show
from companies.record.reading import stance_views, totals
from companies.record.reading.addresses import api_list_url
from companies.record.reading.items import make_items
from companies.record.reading.snapshot import Snapshot

LATEST = 5
IN_SMALL = 12


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show how much there is, the latest stances, and the demand that most companies have a stance on."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    by_law = totals.in_force_by_law(snapshot)
    question = stance_views.most_answered(by_law)
    answers, standing_count = [], 0
    if question is not None:
        law, demand = question
        answers = stance_views.newest(stance_views.standing(snapshot, Q(law=law, demand=demand)), IN_SMALL)
        standing_count = sum(number for (asked, _), number in by_law[law].items() if asked == demand)
    moves = stance_views.latest_moves(snapshot, LATEST)
    items = {
        item.seq: item for item in make_items(snapshot, {entry.pk: entry for entry in (*moves, *answers)}.values())
    }
    counts = _counts(snapshot, by_law)
    context = {
        "title": _("What companies answered"),
        "counts": [(kind, counts.get(kind, 0)) for kind in ("stance", "company", "law", "jurisdiction", "source")],
        "latest": told(snapshot, [items[entry.pk] for entry in moves]),
        "standing": [told_standing(items[entry.pk], snapshot.day) for entry in answers],
        "standing_count": standing_count,
        "api_url": api_list_url("stance"),
    }
    return show(page_request, "pages/home.html", context)


def _counts(snapshot: Snapshot, by_law: Mapping[str, totals.Demands]) -> dict[str, int]:
    """Return how many rows the list of each kind has: where a day is asked for, of answers those in force on it."""
    counts = totals.counts_of_kinds(snapshot)
    if snapshot.valid_on is None:
        return counts
    return counts | {"stance": sum(demands.total() for demands in by_law.values())}
