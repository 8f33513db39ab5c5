"""``/laws/`` and ``/laws/<slug>/``."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.name_order import name_order
from companies.pages.components.answers import MOST, Answers, read_answers
from companies.pages.components.list_page import read_page_of
from companies.pages.components.position_dates import ToldStance
from companies.pages.components.timeline import law_entries, months
from companies.pages.page import find_or_refuse, page, read_page_with_stances, show
from companies.pages.titles import law_title
from companies.partial_dates import last_day
from companies.record.reading import stance_views, totals
from companies.record.reading.addresses import api_url
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import GROUPS, POSITIONS


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
        "rows": [(item, stance_views.tally(totals.positions_of(by_law.get(item.key, {})))) for item in found.items],
    }
    return show(found.page_request, "pages/laws.html", found.frame | context)


@page
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """One law: what it demands, its state, and every company's stance."""
    page_request = read_page_with_stances(request, "law", slug)
    snapshot = page_request.snapshot
    item = find_or_refuse(page_request, "law", slug)
    events = [entry for entry in law_entries(item.document) if last_day(entry.date) <= snapshot.day]
    answers = read_answers(page_request, Q(law=slug), events=events)
    entries = answers.entries[::-1] if answers.whole else answers.entries
    positions = _positions(snapshot, slug, answers)
    standing_count = sum(positions.values())
    checks = stance_views.checks_up_to_day(snapshot, Q(law=slug) & stance_views.unanswered(snapshot), MOST + 1)
    context = {
        "current": "laws",
        "title": law_title(item.document, standing_count),
        "description": item.document["summary"],
        "item": item,
        "law": item.document,
        "groups": _by_group(answers.standing, positions),
        "standing_count": standing_count,
        "standing_shown": len(answers.standing),
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
        return Counter(stance.item.columns.position for stance in answers.standing)
    return totals.positions_of(totals.in_force_by_law(snapshot, [law]).get(law, {}))


@dataclass(frozen=True)
class Group:
    """The stances of one group of positions, and how many companies they are of."""

    code: str
    stances: list[ToldStance]
    """All of them, or the newest."""
    number: int
    """How many there are."""

    @property
    def companies(self) -> int:
        """How many companies there are: one that answered two demands counts once."""
        return len({stance.item.columns.company for stance in self.stances})

    @property
    def whole(self) -> bool:
        """Whether all of them are shown."""
        return len(self.stances) == self.number


def _by_group(standing: list[ToldStance], positions: Mapping[str, int]) -> list[Group]:
    """Return stances by group, in the codebook's order, each sorted by company's name as readers see it.

    ``positions``: how many there are of each position, shown or not.
    """
    grouped: dict[str, list[ToldStance]] = {group.code: [] for group in GROUPS}
    order = {word.code: number for number, word in enumerate(POSITIONS)}
    oldest_first = standing[::-1]  # which decides between two answers of one company
    for told_stance in sorted(
        oldest_first, key=lambda one: (order[one.stance["position"]], name_order(one.stance["company"]["name"]))
    ):
        grouped[POSITIONS[told_stance.stance["position"]].group].append(told_stance)
    numbers = Counter[str]()
    for position, number in positions.items():
        numbers[POSITIONS[position].group] += number
    return [Group(code, stances, numbers[code]) for code, stances in grouped.items() if numbers[code]]
