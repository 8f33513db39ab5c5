"""``/sources/`` and ``/sources/<slug>/``: what was read, and what it supports."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.components.filter_form import filter_form
from companies.pages.components.pagination import paginate, sorting
from companies.pages.page import find_or_refuse, page, read_item_page, read_list_page, show
from companies.pages.titles import grouped
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_list_url, api_url

SIZE = 100


@page
def sources(request: HttpRequest) -> HttpResponse:
    """All sources."""
    reading = read_list_page(request, "source")
    snapshot, validated = reading.snapshot, reading.validated
    found = read.page(snapshot, "source", validated.condition, validated.order, SIZE, validated.start)
    count = read.count(snapshot, "source", validated.condition)
    heading = ngettext("%(number)s source", "%(number)s sources", count) % {"number": grouped(count)}
    context = {
        "current": "sources",
        "title": heading,
        "heading": heading,
        "rows": found.items,
        "sorting": sorting(reading),
        "filters": filter_form(reading, "source", ("kind", "language")),
        "links": paginate(reading, found.earlier, found.later),
        "api_url": api_list_url("source"),
    }
    return show(reading, "pages/sources.html", context)


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source with all that cites it."""
    reading = read_item_page(request)
    snapshot = reading.snapshot
    item = find_or_refuse(reading, "source", slug)
    citing = stance_views.published_whatever_day(snapshot, "stance", Q(key__in=[*item.supports, *item.disputes]))
    context = {
        "current": "sources",
        "title": _("%(publisher)s: %(title)s") % item.document,
        "item": item,
        "source": item.document,
        "supports": [answer.document for answer in citing if answer.key in item.supports],
        "disputes": [answer.document for answer in citing if answer.key in item.disputes],
        "laws": [law.document for law in read.items(snapshot, "law", stance_views.cites(slug))],
        "figures": [figure.document for figure in read.items(snapshot, "figure", stance_views.cites(slug))],
        "api_url": api_url("source", slug),
    }
    return show(reading, "pages/source.html", context)
