"""``/companies/`` and ``/companies/<slug>/``."""

from collections import Counter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.pages.components.figures import figure_series
from companies.pages.components.list_page import read_page_of
from companies.pages.components.position_dates import told
from companies.pages.components.timeline import TimelineEntry, law_entries, months, stance_entry
from companies.pages.components.year_strip import year_strip
from companies.pages.page import PageRequest, find_or_refuse, page, read_item_page, show
from companies.pages.titles import company_title
from companies.partial_dates import last_day
from companies.record.documents.owners import owners_newest_first
from companies.record.reading import overviews, read, stance_views
from companies.record.reading.addresses import api_url
from companies.record.reading.items import Item
from companies.record.reading.snapshot import Snapshot


@page
def companies(request: HttpRequest) -> HttpResponse:
    """All companies, with the positions of each now."""
    found = read_page_of(request, "company", ("jurisdiction", "kind"))
    snapshot, keys = found.page_request.snapshot, [item.key for item in found.items]
    positions = stance_views.positions_in_force(snapshot, "company", Q(company__in=keys))
    context = {
        "title": ngettext(
            "%(number)s company and what it answered", "%(number)s companies and what they answered", found.count
        )
        % found.number,
        "heading": ngettext("%(number)s company", "%(number)s companies", found.count) % found.number,
        "rows": [(item, stance_views.tally(positions.get(item.key, Counter()))) for item in found.items],
    }
    return show(found.page_request, "pages/companies.html", found.frame | context)


@page
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company: its positions, its stances, its figures, its names."""
    page_request = read_item_page(request)
    item = find_or_refuse(page_request, "company", slug)
    return show(page_request, "pages/company.html", _company_context(page_request, item))


def _company_context(page_request: PageRequest, item: Item) -> dict[str, object]:
    snapshot, slug = page_request.snapshot, item.key
    services = overviews.services_of(snapshot, slug)
    condition = Q(company__in=[slug, *services]) | stance_views.covers(slug)
    said = told(snapshot, stance_views.stances_up_to_day(snapshot, condition))
    own = [stance for stance in said if stance.item.columns.company == slug]
    own_items = [stance.item for stance in own]
    standing = [stance for stance in own if stance.dates.state == "stands"]
    return {
        "current": "companies",
        "title": company_title(item.document, standing),
        "description": item.document["summary"],
        "item": item,
        "company": item.document,
        "owners": owners_newest_first(item.document),
        "services": services,
        "standing": standing[::-1],
        "year_strip": year_strip(own_items, snapshot.day),
        "months": months(map(stance_entry, reversed(own)), newest_first=True),
        "stance_count": len(own),
        "covering": [
            stance
            for stance in said
            if stance.item.columns.company != slug and stance.item.columns.company not in services
        ],
        "of_services": [stance for stance in said if stance.item.columns.company in services],
        "figure_series": figure_series(read.items(snapshot, "figure", Q(company=slug)), own),
        "events": _events(snapshot, slug),
        "checks": read.items(snapshot, "check", Q(company=slug)),
        "api_url": api_url("company", slug),
    }


def _events(snapshot: Snapshot, company: str) -> list[TimelineEntry]:
    """Return the events of laws that name the company, up to the snapshot's day, newest first."""
    laws = read.items(snapshot, "law", overviews.applied_to([company]))
    entries = (entry for law in laws for entry in law_entries(law.document))
    named = [
        entry
        for entry in entries
        if entry.event
        and entry.event.get("company", {}).get("slug") == company
        and last_day(entry.date) <= snapshot.day
    ]
    return sorted(named, key=lambda entry: entry.sort_values, reverse=True)
