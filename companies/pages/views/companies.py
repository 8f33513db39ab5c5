"""``/companies/`` and ``/companies/<slug>/``."""

from collections import Counter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.pages.components.figures import series
from companies.pages.components.filter_form import filter_form
from companies.pages.components.pagination import paginate, sorting
from companies.pages.components.tallies import tally
from companies.pages.components.timeline import months, stance_entry
from companies.pages.components.year_strip import year_strip
from companies.pages.page import Reading, find_or_refuse, page, read_item_page, read_list_page, show
from companies.pages.titles import company_title, grouped
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_list_url, api_url
from companies.record.reading.items import Item

SIZE = 100


@page
def companies(request: HttpRequest) -> HttpResponse:
    """All companies, with what each answers now."""
    reading = read_list_page(request, "company")
    snapshot, validated = reading.snapshot, reading.validated
    found = read.page(snapshot, "company", validated.condition, validated.order, SIZE, validated.start)
    unreplaced = stance_views.positions_in_force(snapshot, "company", Q(company__in=[item.key for item in found.items]))
    count = read.count(snapshot, "company", validated.condition)
    number = {"number": grouped(count)}
    context = {
        "current": "companies",
        "title": ngettext(
            "%(number)s company and what it answered", "%(number)s companies and what they answered", count
        )
        % number,
        "heading": ngettext("%(number)s company", "%(number)s companies", count) % number,
        "rows": [(item, tally(unreplaced.get(item.key, Counter()))) for item in found.items],
        "sorting": sorting(reading),
        "filters": filter_form(reading, "company", ("jurisdiction", "kind")),
        "links": paginate(reading, found.earlier, found.later),
        "api_url": api_list_url("company"),
    }
    return show(reading, "pages/companies.html", context)


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
