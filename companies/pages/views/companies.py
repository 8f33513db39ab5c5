"""``/companies/`` and ``/companies/<slug>/``."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.name_order import name_order
from companies.pages.components.answers import MOST, Answers, read_answers
from companies.pages.components.by_position import numbers_by_position
from companies.pages.components.company_sentence import company_phrases
from companies.pages.components.figures import demands_beside, figure_series
from companies.pages.components.list_page import read_page_of
from companies.pages.components.position_dates import ToldStance, told
from companies.pages.components.timeline import TimelineEntry, law_entries, months
from companies.pages.components.year_strip import axis_begins, year_strip
from companies.pages.dates import day_words
from companies.pages.page import PageRequest, find_or_refuse, page, read_page_with_stances, show
from companies.pages.titles import company_title
from companies.partial_dates import first_day, last_day
from companies.record.documents.owners import owners_newest_first
from companies.record.reading import overviews, read, stance_views, totals
from companies.record.reading.addresses import api_url
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.items import Item, make_items
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.stance_views import Tally


@page
def companies(request: HttpRequest) -> HttpResponse:
    """All companies, with the positions of each now."""
    found = read_page_of(request, "company", ("jurisdiction", "kind"))
    snapshot, keys = found.page_request.snapshot, [item.key for item in found.items]
    positions = totals.in_force_by_company(snapshot, keys)
    context = {
        "title": ngettext(
            "%(number)s company and what it answered", "%(number)s companies and what they answered", found.count
        )
        % found.number,
        "heading": ngettext("%(number)s company", "%(number)s companies", found.count) % found.number,
        "rows": [(item, stance_views.tally(positions.get(item.key, Counter()))) for item in found.items],
    }
    return show(found.page_request, "pages/companies.html", found.frame | context)


@page
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company: its positions, its stances, its figures, its names."""
    page_request = read_page_with_stances(request, "company", slug)
    item = find_or_refuse(page_request, "company", slug)
    return show(page_request, "pages/company.html", _company_context(page_request, item))


def _company_context(page_request: PageRequest, item: Item) -> dict[str, object]:
    snapshot, slug = page_request.snapshot, item.key
    services = overviews.services_of(snapshot, slug)
    answers = read_answers(page_request, Q(company=slug), others=stance_views.covers_or_of(slug, services))
    figures = read.items(snapshot, "figure", Q(company=slug))
    checks = stance_views.checks_up_to_day(snapshot, Q(company=slug), MOST + 1)
    others = answers.others[::-1]
    positions = _positions(snapshot, slug, answers)
    return {
        "current": "companies",
        "title": company_title(item.document, answers.standing, positions.total()),
        "description": item.document["summary"],
        "item": item,
        "company": item.document,
        "owners": owners_newest_first(item.document),
        "services": services,
        "standing": answers.standing,
        "standing_count": positions.total(),
        "phrases": company_phrases(positions),
        "day": day_words(snapshot.day) if snapshot.valid_on else "",
        "places": _by_place(answers.standing),
        "year_strip": year_strip(*_of_the_years(snapshot, slug, answers), snapshot.day),
        "months": months(answers.entries, newest_first=True),
        "answers_heading": _heading(answers),
        "whole": answers.whole,
        "links": answers.links,
        "covering": [stance for stance in others if stance.item.columns.company not in services],
        "of_services": [stance for stance in others if stance.item.columns.company in services],
        "others_left_out": answers.others_left_out,
        "figure_series": figure_series(figures, _beside(snapshot, slug, answers, figures)),
        "events": _events(snapshot, slug),
        "checks": checks[:MOST],
        "checks_left_out": len(checks) > MOST,
        "api_url": api_url("company", slug),
    }


def _heading(answers: Answers) -> str:
    number = len(answers.entries)
    if answers.whole:
        heading = ngettext("Its %(number)s answer", "All %(number)s answers, newest first", number)
    else:
        heading = ngettext("%(number)s of its answers", "%(number)s of its answers, newest first", number)
    return heading % {"number": number}


def _positions(snapshot: Snapshot, company: str, answers: Answers) -> Counter[str]:
    """Return how many answers of each position stand: counted where the page shows all, else read."""
    if answers.whole:
        return numbers_by_position(answers.standing)
    return totals.in_force_by_company(snapshot, [company]).get(company, Counter())


@dataclass(frozen=True)
class Place:
    """A place with the company's standing answers to its own laws."""

    slug: str
    name: str
    standing: list[ToldStance]
    tally: Tally
    """How many there are of each position; nothing for a place that holds another of the list, whose answers the list
    that the marks lead to would count too."""


def _by_place(standing: list[ToldStance]) -> list[Place]:
    """Return the places of standing answers by name; within each, the newest first."""
    grouped: dict[tuple[str, str], list[ToldStance]] = {}
    above: set[str] = set()
    for told_stance in standing:
        *outer, place = told_stance.stance["jurisdictions"]
        above.update(jurisdiction["slug"] for jurisdiction in outer)
        grouped.setdefault((place["slug"], place["name"]), []).append(told_stance)
    places = [
        Place(slug, name, stances, [] if slug in above else stance_views.tally(numbers_by_position(stances)))
        for (slug, name), stances in grouped.items()
    ]
    return sorted(places, key=lambda place: (name_order(place.name), place.slug))


def _of_the_years(snapshot: Snapshot, company: str, answers: Answers) -> tuple[list[Item], list[EntryRow]]:
    """Return the answers of the page, oldest first, and of their chains those that stood within the years shown."""
    said = [stance.item for stance in reversed(answers.said)]
    if answers.whole:
        return said, []
    chains = Q(company=company, law__in={stance.columns.law for stance in said})
    return said, stance_views.stood_between(snapshot, chains, axis_begins(snapshot.day), snapshot.day)


def _beside(snapshot: Snapshot, company: str, answers: Answers, figures: list[Item]) -> list[ToldStance]:
    """Return the answers that may stand beside figures, oldest first: all, or past a page the newest of those."""
    if answers.whole or not figures:
        return answers.said[::-1]
    begins = min(first_day(figure.document["period_from"]) for figure in figures)
    ends = max(last_day(figure.document["period_to"]) for figure in figures)
    places, demands = {figure.columns.jurisdiction_path for figure in figures}, demands_beside(figures)
    about = Q(company=company, jurisdiction_path__in=places, demand__in=demands)
    condition = about & stance_views.stood_within(begins, ends)
    newest = stance_views.newest(stance_views.made_by_day(snapshot, condition), MOST)
    return told(snapshot, make_items(snapshot, newest[::-1]))


def _events(snapshot: Snapshot, company: str) -> list[TimelineEntry]:
    """Return the events of laws that name the company, up to the snapshot's day, newest first."""
    laws = read.items(snapshot, "law", overviews.applied_to([company]))
    entries = (entry for law in laws for entry in law_entries(law.document))
    named = [
        entry
        for entry in entries
        if entry.event
        and entry.event.get("company", {}).get("slug") == company
        and last_day(entry.date) <= snapshot.day
    ]
    return sorted(named, key=lambda entry: entry.sort_values, reverse=True)
