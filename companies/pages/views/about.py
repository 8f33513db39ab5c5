"""Pages about the record: how it is decided, how to take all of it, who keeps it, whom to write to."""

from django.conf import settings
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
        "source_kinds": vocabulary.SOURCE_KINDS,
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


@page
def about(request: HttpRequest) -> HttpResponse:
    """What the record is, and who keeps it."""
    return _of_the_site(request, "about", _("About the record"))


@page
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to write to."""
    return _of_the_site(request, "contact", _("Whom to write to"))


@page
def report_an_error(request: HttpRequest) -> HttpResponse:
    """How to say that something here is wrong, and what becomes of that."""
    return _of_the_site(request, "report_an_error", _("Is something wrong here?"))


def _of_the_site(request: HttpRequest, name: str, title: str) -> HttpResponse:
    """Show a page of what the operator has set: who keeps the record, and where they are written to."""
    context = {
        "current": name,
        "title": title,
        "publisher": settings.PUBLISHER,
        "contact_email": settings.CONTACT_EMAIL,
        "errors_email": settings.ERRORS_EMAIL,
        "citation": None,
        "api_url": "",
    }
    return show(read_item_page(request), f"pages/{name}.html", context)
