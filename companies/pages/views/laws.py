"""``/laws/`` and ``/laws/<slug>/``."""

from collections import Counter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.pages.components.answers import MOST, Answers, read_answers
from companies.pages.components.by_position import numbers_by_position
from companies.pages.components.list_page import read_page_of
from companies.pages.components.standing_words import standing_context
from companies.pages.components.timeline import TimelineEntry, law_entries, months
from companies.pages.page import find_or_refuse, page, read_page_with_stances, show
from companies.pages.titles import law_state_words, law_title
from companies.partial_dates import last_day
from companies.record.documents.compose import Document
from companies.record.reading import stance_views, totals
from companies.record.reading.addresses import api_url
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import DEMANDS


@page
def laws(request: HttpRequest) -> HttpResponse:
    """All laws, with their state and the positions on them."""
    found = read_page_of(request, "law", ("jurisdiction", "demand", "kind"))
    snapshot, keys = found.page_request.snapshot, [item.key for item in found.items]
    by_law = totals.in_force_by_law(snapshot, keys)
    title = ngettext(
        "%(number)s law and how it was answered", "%(number)s laws and how they were answered", found.count
    )
    context = {
        "title": title % found.number,
        "heading": ngettext("%(number)s law", "%(number)s laws", found.count) % found.number,
        "all_demands": DEMANDS,
        "rows": [(item, stance_views.tally(totals.positions_of(by_law.get(item.key, {})))) for item in found.items],
    }
    return show(found.page_request, "pages/laws.html", found.frame | context)


@page
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """One law: who stands where, what it demands, what happened to it, and every answer."""
    page_request = read_page_with_stances(request, "law", slug)
    snapshot = page_request.snapshot
    item = find_or_refuse(page_request, "law", slug)
    answers = read_answers(page_request, Q(law=slug))
    entries = answers.entries[::-1] if answers.whole else answers.entries
    positions = _positions(snapshot, slug, answers)
    checks = stance_views.checks_up_to_day(snapshot, Q(law=slug) & stance_views.unanswered(snapshot), MOST + 1)
    context = {
        "current": "laws",
        "title": law_title(item.document, positions.total()),
        "description": item.document["summary"],
        "law": item.document,
        "state": law_state_words(item.document, snapshot.day),
        **standing_context(snapshot, answers.standing, positions),
        "events": _events(item.document, snapshot),
        "months": months(entries, newest_first=not answers.whole),
        "whole": answers.whole,
        "links": answers.links,
        "checks": checks[:MOST],
        "checks_left_out": len(checks) > MOST,
        "api_url": api_url("law", slug),
    }
    return show(page_request, "pages/law.html", context)


def _positions(snapshot: Snapshot, law: str, answers: Answers) -> Counter[str]:
    """Return how many answers of each position stand: of what is shown whole they are counted, else read."""
    if answers.whole:
        return numbers_by_position(answers.standing)
    return totals.positions_of(totals.in_force_by_law(snapshot, [law]).get(law, {}))


def _events(law: Document, snapshot: Snapshot) -> list[TimelineEntry]:
    """Return what happened to the law up to the snapshot's day, in order of time."""
    events = (entry for entry in law_entries(law) if last_day(entry.date) <= snapshot.day)
    return sorted(events, key=lambda entry: entry.sort_values)
