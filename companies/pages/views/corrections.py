"""``/corrections/``: what the record had wrong, field by field, and what it took back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext

from companies.pages.components.filter_form import filter_form
from companies.pages.components.pagination import paginate
from companies.pages.differences import in_words
from companies.pages.page import page, read_list_page, show
from companies.pages.titles import grouped, told_name
from companies.record.reading.addresses import absolute, page_path, with_query
from companies.record.reading.changes import CORRECTED, Change, changes_page, count_corrections
from companies.record.reading.clock_notices import clock_notices

SIZE = 50
NEWEST_FIRST = "-recorded_at"


@page
def corrections(request: HttpRequest) -> HttpResponse:
    """Show one page of corrections and retractions, newest first."""
    page_request = read_list_page(request, "change", ordering=NEWEST_FIRST)
    validated = page_request.validated
    snapshot, condition = page_request.snapshot, validated.condition
    found = changes_page(snapshot, CORRECTED & condition, validated.order, SIZE, validated.start)
    count = count_corrections(snapshot, condition)
    heading = ngettext("%(number)s correction or retraction", "%(number)s corrections and retractions", count) % {
        "number": grouped(count)
    }
    context = {
        "current": "corrections",
        "title": heading,
        "heading": heading,
        "rows": [(change.item, _name(change), in_words(change), _path(change)) for change in found.changes],
        "filters": filter_form(page_request, "change", ("company", "law", "kind")),
        "clock_notices": clock_notices(snapshot),
        "links": paginate(page_request, found.page.earlier, found.page.later),
        "api_url": with_query(absolute(reverse("api:changes")), "cause=correction,retraction"),
    }
    return show(page_request, "pages/corrections.html", context)


def _name(change: Change) -> str:
    """Return what the row is called; of one that was taken back, what its last document called it."""
    document = change.item.document or {name: pair["old"] for name, pair in change.fields.items()}
    return told_name(document, change.item.key)


def _path(change: Change) -> str:
    return page_path(change.item.kind, change.item.key, change.item.columns.company)
