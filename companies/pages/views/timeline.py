"""``/timeline/``: all stances and events of laws in one order of time, narrowed by filters."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.components.filter_form import FilterForm, filter_form, form_as_sent
from companies.pages.components.pagination import paginate
from companies.pages.components.questions import questions
from companies.pages.components.timeline import event_entries, shows_events, timeline_page, years
from companies.pages.components.year_line import FROM, TO, counted_by_year, number_within, year_line
from companies.pages.dates import date_words
from companies.pages.page import page, parameter_refused, read_list_page, show
from companies.pages.page_address import address_with
from companies.pages.titles import grouped
from companies.record.query.errors import ParameterError, unknown_value
from companies.record.reading import read
from companies.record.reading.addresses import api_list_url

FIELDS = (
    "company",
    "law",
    "jurisdiction",
    "demand",
    "position",
    "group",
    "stands",
    "repeats",
    "announced_from",
    "announced_to",
)
ORDERINGS = ("-announced_on", "announced_on")


@page
def timeline(request: HttpRequest) -> HttpResponse:
    """Show one page of the timeline."""
    try:
        page_request = read_list_page(request, "stance")
    except ParameterError as error:
        if error.parameter in FIELDS:
            return parameter_refused(request, error, filters=form_as_sent(request, "stance", FIELDS, error.parameter))
        raise
    validated = page_request.validated
    if validated.ordering not in ORDERINGS:
        raise unknown_value("ordering", validated.ordering, ORDERINGS, _("an order of this page"))
    events = event_entries(validated)
    found = timeline_page(validated, events)
    newest_first = validated.order.descending
    form = filter_form(page_request, "stance", FIELDS)
    by_year = counted_by_year(validated)
    count = number_within(by_year, validated.values)
    if count is None:
        count = read.count(page_request.snapshot, "stance", validated.condition)
    context = {
        "current": "timeline",
        "title": _heading(count, form, validated.values),
        "event_count": len(events),
        "shows_events": shows_events(validated),
        "questions": questions(page_request.snapshot, validated.values),
        "year_line": year_line(request, by_year or {}, validated.values),
        "years": years(found.entries),
        "newest_first": newest_first,
        "other_order": address_with(request, ordering=ORDERINGS[1] if newest_first else ""),
        "filters": form,
        "links": paginate(page_request, found.earlier, found.later),
        "api_url": api_list_url("stance"),
    }
    return show(page_request, "pages/timeline.html", context)


def _heading(count: int, form: FilterForm, values: Mapping[str, list[str]]) -> str:
    """Return "9 answers: Hong Kong, Withdrew, 2020": how many, and what the list is narrowed to."""
    answers = ngettext("%(number)s answer", "%(number)s answers", count) % {"number": grouped(count)}
    narrowed = [chip.value for chip in form.chips if chip.name not in (FROM, TO)] + _range_words(values)
    if not narrowed:
        return answers
    return _("%(answers)s: %(narrowed)s") % {"answers": answers, "narrowed": ", ".join(narrowed)}


def _range_words(values: Mapping[str, list[str]]) -> list[str]:
    """Return the range of dates in words: "2020", "from 2019 to 2021", "from July 2020 on", "until 2021"."""
    begins, ends = ("".join(date_words(text) for text in values.get(name, ())) for name in (FROM, TO))
    words = {"begins": begins, "ends": ends}
    if begins == ends:
        return [begins] if begins else []
    if not ends:
        return [_("from %(begins)s on") % words]
    return [_("until %(ends)s") % words if not begins else _("from %(begins)s to %(ends)s") % words]
