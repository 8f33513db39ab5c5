"""``/laws/`` and ``/laws/<slug>/``."""

from collections import Counter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.pages.components.list_page import read_page_of
from companies.pages.components.timeline import law_entries, months, stance_entry
from companies.pages.page import find_or_refuse, page, read_item_page, show
from companies.pages.titles import law_title
from companies.partial_dates import last_day
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_url
from companies.record.reading.items import Item
from companies.vocabulary import GROUPS, POSITIONS


@page
def laws(request: HttpRequest) -> HttpResponse:
    """All laws, with their state and how they were answered."""
    found = read_page_of(request, "law", ("jurisdiction", "demand", "kind"))
    snapshot, keys = found.reading.snapshot, [item.key for item in found.items]
    unreplaced = stance_views.positions_in_force(snapshot, "law", Q(law__in=keys))
    title = ngettext(
        "%(number)s law and how it was answered", "%(number)s laws and how they were answered", found.count
    )
    context = {
        "title": title % found.number,
        "heading": ngettext("%(number)s law", "%(number)s laws", found.count) % found.number,
        "rows": [(item, stance_views.tally(unreplaced.get(item.key, Counter()))) for item in found.items],
    }
    return show(found.reading, "pages/laws.html", found.frame | context)


@page
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """One law: what it demands, its state, and every company's answer."""
    reading = read_item_page(request)
    snapshot = reading.snapshot
    item = find_or_refuse(reading, "law", slug)
    said = stance_views.stances_said(snapshot, Q(law=slug))
    unreplaced = [answer for answer in said if stance_views.is_unreplaced(answer, snapshot.day)]
    events = [entry for entry in law_entries(item.document) if last_day(entry.date) <= snapshot.day]
    entries = sorted([*events, *map(stance_entry, said)], key=lambda entry: entry.sort_values)
    answered = {stance_views.chain_of(answer) for answer in unreplaced}
    checks = [
        check
        for check in read.items(snapshot, "check", Q(law=slug))
        if (check.columns.company, slug, check.columns.demand) not in answered
    ]
    context = {
        "current": "laws",
        "title": law_title(item.document, unreplaced),
        "description": item.document["summary"],
        "item": item,
        "law": item.document,
        "groups": _by_group(unreplaced),
        "unreplaced_count": len(unreplaced),
        "months": months(entries, newest_first=False),
        "checks": checks,
        "api_url": api_url("law", slug),
    }
    return show(reading, "pages/law.html", context)


def _by_group(unreplaced: list[Item]) -> list[tuple[str, list[Item]]]:
    """Return answers in force by group, in the codebook's order, each sorted by company."""
    grouped: dict[str, list[Item]] = {group.code: [] for group in GROUPS}
    order = {word.code: number for number, word in enumerate(POSITIONS)}
    for answer in sorted(unreplaced, key=lambda item: (order[item.columns.position], item.document["company"]["name"])):
        grouped[POSITIONS[answer.columns.position].group].append(answer)
    return [(code, answers) for code, answers in grouped.items() if answers]
