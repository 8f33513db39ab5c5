"""``/timeline/``: all stances and events of laws in one order of time, narrowed by filters."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.components.filter_form import FilterForm, filter_form
from companies.pages.components.pagination import paginate
from companies.pages.components.timeline import event_entries, months, shows_events, timeline_page
from companies.pages.page import page, read_list_page, show
from companies.pages.page_address import address_with
from companies.pages.titles import grouped
from companies.record.query.errors import unknown_value
from companies.record.reading import read
from companies.record.reading.addresses import api_list_url

FIELDS = ("company", "law", "jurisdiction", "demand", "position", "group", "repeats", "announced_from", "announced_to")
ORDERINGS = ("-announced_on", "announced_on")


@page
def timeline(request: HttpRequest) -> HttpResponse:
    """Show one page of the timeline."""
    page_request = read_list_page(request, "stance")
    validated = page_request.validated
    if validated.ordering not in ORDERINGS:
        raise unknown_value("ordering", validated.ordering, ORDERINGS, _("an order of this page"))
    events = event_entries(validated)
    found = timeline_page(validated, events)
    newest_first = validated.order.descending
    form = filter_form(page_request, "stance", FIELDS)
    count = read.count(page_request.snapshot, "stance", validated.condition)
    context = {
        "current": "timeline",
        "title": _heading(count, form),
        "event_count": len(events),
        "shows_events": shows_events(validated),
        "months": months(found.entries, newest_first=newest_first),
        "newest_first": newest_first,
        "other_order": address_with(request, ordering=ORDERINGS[1] if newest_first else ""),
        "filters": form,
        "links": paginate(page_request, found.earlier, found.later),
        "api_url": api_list_url("stance"),
    }
    return show(page_request, "pages/timeline.html", context)


def _heading(count: int, form: FilterForm) -> str:
    answers = ngettext("%(number)s answer", "%(number)s answers", count) % {"number": grouped(count)}
    if not form.chips:
        return answers
    return _("%(answers)s: %(narrowed)s") % {
        "answers": answers,
        "narrowed": ", ".join(chip.value for chip in form.chips),
    }
