"""``/sources/`` and ``/sources/<slug>/``: what was read, and what it supports."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.components.figures import ToldFigure
from companies.pages.components.list_page import read_page_of
from companies.pages.components.position_dates import told
from companies.pages.page import find_or_refuse, page, read_item_page, show
from companies.record.reading import overviews, read
from companies.record.reading.addresses import api_url


@page
def sources(request: HttpRequest) -> HttpResponse:
    """All sources."""
    found = read_page_of(request, "source", ("kind", "language"))
    heading = ngettext("%(number)s source", "%(number)s sources", found.count) % found.number
    context = {"title": heading, "heading": heading, "rows": found.items}
    return show(found.page_request, "pages/sources.html", found.frame | context)


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source with all that cites it."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    item = find_or_refuse(page_request, "source", slug)
    citing = told(snapshot, overviews.rows_of_all_days(snapshot, "stance", Q(key__in=[*item.supports, *item.disputes])))
    context = {
        "current": "sources",
        "title": _("%(publisher)s: %(title)s") % item.document,
        "item": item,
        "source": item.document,
        "supports": [stance for stance in citing if stance.item.key in item.supports],
        "disputes": [stance for stance in citing if stance.item.key in item.disputes],
        "laws": [law.document for law in read.items(snapshot, "law", overviews.cites(slug))],
        "figures": [ToldFigure(figure) for figure in read.items(snapshot, "figure", overviews.cites(slug))],
        "api_url": api_url("source", slug),
    }
    return show(page_request, "pages/source.html", context)
