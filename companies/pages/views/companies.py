"""``/companies/`` and ``/companies/<slug>/``."""

from collections import Counter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.pages.components.figures import series
from companies.pages.components.list_page import read_page_of
from companies.pages.components.timeline import months, stance_entry
from companies.pages.components.year_strip import year_strip
from companies.pages.page import Reading, find_or_refuse, page, read_item_page, show
from companies.pages.titles import company_title
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_url
from companies.record.reading.items import Item


@page
def companies(request: HttpRequest) -> HttpResponse:
    """All companies, with what each answers now."""
    found = read_page_of(request, "company", ("jurisdiction", "kind"))
    snapshot, keys = found.reading.snapshot, [item.key for item in found.items]
    unreplaced = stance_views.positions_in_force(snapshot, "company", Q(company__in=keys))
    context = {
        "title": ngettext(
            "%(number)s company and what it answered", "%(number)s companies and what they answered", found.count
        )
        % found.number,
        "heading": ngettext("%(number)s company", "%(number)s companies", found.count) % found.number,
        "rows": [(item, stance_views.tally(unreplaced.get(item.key, Counter()))) for item in found.items],
    }
    return show(found.reading, "pages/companies.html", found.frame | context)


@page
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company: its positions, its answers, its figures, its names."""
    reading = read_item_page(request)
    item = find_or_refuse(reading, "company", slug)
    return show(reading, "pages/company.html", _company_context(reading, item))


def _company_context(reading: Reading, item: Item) -> dict[str, object]:
    snapshot, slug = reading.snapshot, item.key
    services = stance_views.services_of(snapshot, slug)
    said = stance_views.stances_said(snapshot, Q(company__in=[slug, *services]) | stance_views.covers(slug))
    own = [answer for answer in said if answer.columns.company == slug]
    in_force = [answer for answer in own if stance_views.is_unreplaced(answer, snapshot.day)]
    return {
        "current": "companies",
        "title": company_title(item.document, in_force),
        "description": item.document["summary"],
        "item": item,
        "company": item.document,
        "services": services,
        "in_force": in_force[::-1],
        "strip": year_strip(own, snapshot.day),
        "months": months([stance_entry(answer) for answer in reversed(own)], newest_first=True),
        "answer_count": len(own),
        "covering": [
            answer.document
            for answer in said
            if answer.columns.company != slug and answer.columns.company not in services
        ],
        "of_services": [answer.document for answer in said if answer.columns.company in services],
        "series": series(read.items(snapshot, "figure", Q(company=slug)), own),
        "checks": read.items(snapshot, "check", Q(company=slug)),
        "api_url": api_url("company", slug),
    }
