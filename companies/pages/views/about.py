"""``/methodology/`` and ``/data/``: how it is decided, and how to take all of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from companies import vocabulary
from companies.pages.page import page, read_item_page, show
from companies.record.query.filters import filters_of
from companies.record.reading import totals
from companies.record.reading.addresses import absolute
from companies.record.reading.clock_notices import clock_notices


@page
def methodology(request: HttpRequest) -> HttpResponse:
    """The codebook, from the code that the databases and the API are made from."""
    context = {
        "current": "methodology",
        "title": _("How it is decided: the words of the record"),
        "version": vocabulary.VERSION,
        "positions": [
            (group, [word for word in vocabulary.POSITIONS if word.group == group.code]) for group in vocabulary.GROUPS
        ],
        "demands": vocabulary.DEMANDS,
        "causes": vocabulary.CAUSES,
        "outcomes": vocabulary.OUTCOMES,
        "states": vocabulary.LAW_STATES,
        "law_kinds": vocabulary.LAW_KINDS,
        "company_kinds": vocabulary.COMPANY_KINDS,
        "relations": vocabulary.RELATIONS,
        "checked": vocabulary.CHECKED,
        "api_url": "",
    }
    return show(read_item_page(request), "pages/methodology.html", context)


@page
def data(request: HttpRequest) -> HttpResponse:
    """What there is, under which licence, and how to ask for it."""
    page_request = read_item_page(request)
    counts = totals.counts_of_kinds(page_request.snapshot)
    lists = [
        (plural, counts.get(kind, 0), [declared.name for declared in filters_of(kind)])
        for kind, plural in vocabulary.PLURALS.items()
    ]
    context = {
        "current": "data",
        "title": _("Take all of it: data, licence, API"),
        "lists": lists,
        "clock_notices": clock_notices(page_request.snapshot),
        "api": absolute(reverse("api:reference")) + "v1/",
        "api_url": absolute(reverse("api:changes")),
    }
    return show(page_request, "pages/data.html", context)
