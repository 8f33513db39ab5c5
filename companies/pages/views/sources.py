"""``/sources/`` and ``/sources/<slug>/``: what was read, and what it supports."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.components.answers import MOST
from companies.pages.components.figures import ToldFigure
from companies.pages.components.list_page import read_page_of
from companies.pages.components.pagination import paginate
from companies.pages.components.position_dates import ToldStance, told
from companies.pages.page import find_or_refuse, page, read_page_with_stances, show
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
    """One source with what cites it: answers whatever the day, at most a page of them at once."""
    page_request = read_page_with_stances(request, "source", slug)
    snapshot, validated = page_request.snapshot, page_request.validated
    item = find_or_refuse(page_request, "source", slug, alone=True)
    cites = overviews.cites(slug)
    found = read.page_of(snapshot, overviews.citing, [slug], validated.order, MOST, validated.start)
    citing = told(snapshot, found.items)
    context = {
        "current": "sources",
        "title": _("%(publisher)s: %(title)s") % item.document,
        "item": item,
        "source": item.document,
        "supports": [stance for stance in citing if (slug, "supports") in _citations(stance)],
        "disputes": [stance for stance in citing if (slug, "disputes") in _citations(stance)],
        "links": paginate(page_request, found.earlier, found.later),
        "laws": [law.document for law in read.items(snapshot, "law", cites)],
        "figures": [ToldFigure(figure) for figure in read.items(snapshot, "figure", cites)],
        "api_url": api_url("source", slug),
    }
    return show(page_request, "pages/source.html", context)


def _citations(stance: ToldStance) -> set[tuple[str, str]]:
    """Return (source, relation) of each citation of a stance."""
    return {(citation["source"]["slug"], citation["relation"]) for citation in stance.stance["citations"]}
