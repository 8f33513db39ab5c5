"""``/corrections/``: what the record had wrong, field by field, and what it took back."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from companies.pages.differences import in_words
from companies.pages.filter_form import filter_form
from companies.pages.lists import walk
from companies.pages.page import page, read_list_page, show
from companies.record.addresses import absolute, page_path
from companies.record.changes import Change, changes_page, count_changes

SIZE = 50
NEWEST_FIRST = "-recorded_at"
_SHOWN = Q(cause__in=("correction", "retraction"))


@page
def corrections(request: HttpRequest) -> HttpResponse:
    """Parse, ask, render."""
    reading = read_list_page(request, "change", ordering=NEWEST_FIRST)
    asked = reading.asked
    condition = asked.condition & _SHOWN
    found = changes_page(reading.snapshot, condition, asked.order, SIZE, asked.place)
    context = {
        "current": "corrections",
        "count": count_changes(reading.snapshot, condition),
        "rows": [(change.item, in_words(change), _path(change)) for change in found.changes],
        "filters": filter_form(reading, "change", ("company", "law", "kind")),
        "walk": walk(reading, found.page.earlier, found.page.later),
        "api_url": f"{absolute(reverse('api:changes'))}?cause=correction,retraction",
    }
    return show(reading, "pages/corrections.html", context)


def _path(change: Change) -> str:
    return page_path(change.item.kind, change.item.key, change.item.columns.company)
