"""``/laws/`` and ``/laws/<slug>/``."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from companies.name_order import name_order
from companies.pages.components.list_page import read_page_of
from companies.pages.components.position_dates import ToldStance, told
from companies.pages.components.timeline import law_entries, months, stance_entry
from companies.pages.page import find_or_refuse, page, read_item_page, show
from companies.pages.titles import law_title
from companies.partial_dates import last_day
from companies.record.reading import read, stance_views
from companies.record.reading.addresses import api_url
from companies.vocabulary import GROUPS, POSITIONS


@page
def laws(request: HttpRequest) -> HttpResponse:
    """All laws, with their state and the positions on them."""
    found = read_page_of(request, "law", ("jurisdiction", "demand", "kind"))
    snapshot, keys = found.page_request.snapshot, [item.key for item in found.items]
    positions = stance_views.positions_in_force(snapshot, "law", Q(law__in=keys))
    title = ngettext(
        "%(number)s law and how it was answered", "%(number)s laws and how they were answered", found.count
    )
    context = {
        "title": title % found.number,
        "heading": ngettext("%(number)s law", "%(number)s laws", found.count) % found.number,
        "rows": [(item, stance_views.tally(positions.get(item.key, Counter()))) for item in found.items],
    }
    return show(found.page_request, "pages/laws.html", found.frame | context)


@page
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """One law: what it demands, its state, and every company's stance."""
    page_request = read_item_page(request)
    snapshot = page_request.snapshot
    item = find_or_refuse(page_request, "law", slug)
    said = told(snapshot, stance_views.stances_up_to_day(snapshot, Q(law=slug)))
    standing = [stance for stance in said if stance.dates.state == "stands"]
    events = [entry for entry in law_entries(item.document) if last_day(entry.date) <= snapshot.day]
    entries = sorted([*events, *map(stance_entry, said)], key=lambda entry: entry.sort_values)
    answered = {stance_views.chain_of(stance.item) for stance in standing}
    checks = [
        check for check in read.items(snapshot, "check", Q(law=slug)) if stance_views.chain_of(check) not in answered
    ]
    context = {
        "current": "laws",
        "title": law_title(item.document, len(standing)),
        "description": item.document["summary"],
        "item": item,
        "law": item.document,
        "groups": _by_group(standing),
        "standing_count": len(standing),
        "months": months(entries, newest_first=False),
        "checks": checks,
        "api_url": api_url("law", slug),
    }
    return show(page_request, "pages/law.html", context)


@dataclass(frozen=True)
class Group:
    """The stances of one group of positions, and how many companies they are of."""

    code: str
    stances: list[ToldStance]

    @property
    def companies(self) -> int:
        """How many companies there are: one that answered two demands counts once."""
        return len({stance.item.columns.company for stance in self.stances})


def _by_group(standing: list[ToldStance]) -> list[Group]:
    """Return stances by group, in the codebook's order, each sorted by company's name as readers see it."""
    grouped: dict[str, list[ToldStance]] = {group.code: [] for group in GROUPS}
    order = {word.code: number for number, word in enumerate(POSITIONS)}
    for told_stance in sorted(
        standing, key=lambda one: (order[one.stance["position"]], name_order(one.stance["company"]["name"]))
    ):
        grouped[POSITIONS[told_stance.stance["position"]].group].append(told_stance)
    return [Group(code, stances) for code, stances in grouped.items() if stances]
