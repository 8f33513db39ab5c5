"""``/demands/`` and ``/demands/<demand>/``: what laws ask of companies, and who answers it in which way."""

from collections import Counter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.pages.components.answers import MOST
from companies.pages.components.position_dates import told_standing
from companies.pages.components.standing_words import standing_context
from companies.pages.page import page, read_item_page, show
from companies.pages.titles import by_name, demand_question
from companies.record.reading import overviews, read, stance_views, totals
from companies.record.reading.addresses import api_list_url
from companies.record.reading.ordering import ordering_of
from companies.record.reading.standing import newest_to_demand
from companies.vocabulary import DEMANDS


@page
def demands(request: HttpRequest) -> HttpResponse:
    """All demands of the codebook, with the laws that ask for each and the positions on it."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    laws = Counter(demand for asked in overviews.demands_of_laws(snapshot).values() for demand in asked)
    by_demand = totals.by_demand(totals.in_force_by_law(snapshot).values())
    context = {
        "current": "demands",
        "title": _("What laws demand, and how it is answered"),
        "rows": [(word, laws[word.code], stance_views.tally(by_demand.get(word.code, Counter()))) for word in DEMANDS],
        "api_url": f"{api_list_url('stance')}?stands=true",
    }
    return show(page_request, "pages/demands.html", context)


@page
def demand(request: HttpRequest, code: str) -> HttpResponse:
    """One demand: who answers it and how, and the laws that ask for it."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    by_law = totals.in_force_by_law(snapshot)
    positions = totals.by_demand(by_law.values()).get(code, Counter())
    standing = [told_standing(stance, snapshot.day) for stance in newest_to_demand(snapshot, code, by_law, MOST)]
    laws = read.page(snapshot, "law", Q(demands__contains=f"/{code}/"), ordering_of("name"), MOST)
    context = {
        "current": "demands",
        "title": demand_question(code, snapshot),
        "description": DEMANDS[code].definition,
        "demand": DEMANDS[code],
        **standing_context(snapshot, standing, positions),
        "laws": [
            (law, stance_views.tally(totals.by_demand([by_law.get(law.key, Counter())]).get(code, Counter())))
            for law in by_name(laws.items)
        ],
        "law_count": sum(code in asked for asked in overviews.demands_of_laws(snapshot).values()),
        "api_url": f"{api_list_url('stance')}?demand={code}&stands=true",
    }
    return show(page_request, "pages/demand.html", context)
