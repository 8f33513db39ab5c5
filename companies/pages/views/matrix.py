"""``/matrix/``: laws across, companies down; at most 12 laws by 40 companies at once."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.pages.components.filter_form import filter_form
from companies.pages.components.matrix_grid import matrix_laws
from companies.pages.page import PageRequest, page, read_list_page, show
from companies.pages.page_address import address_with
from companies.pages.titles import grouped
from companies.record.documents.compose import Document
from companies.record.query.errors import malformed
from companies.record.reading import overviews, read, stance_views, totals
from companies.record.reading.addresses import api_list_url
from companies.record.reading.entry_rows import read_rows
from companies.record.reading.items import make_items

LAWS, COMPANIES = 12, 40
FIELDS = ("jurisdiction", "demand")


@page
def matrix(request: HttpRequest) -> HttpResponse:
    """Show the parts of the matrix that were asked for."""
    page_request = read_list_page(request, "law", extra=("laws", "companies"), whole=True)
    snapshot = page_request.snapshot
    from_law, from_company = (_start(page_request, name) for name in ("laws", "companies"))
    law_keys = _laws(page_request)
    laws = _documents(page_request, law_keys[from_law - 1 : from_law - 1 + LAWS])
    about = _about(page_request, [law["slug"] for law in laws])
    answered = stance_views.answered_by_company(snapshot, about)
    shown = _companies(page_request, answered, from_company - 1)
    cells = make_items(
        snapshot,
        read_rows(stance_views.standing_and_checks(snapshot, about & Q(company__in=list(shown)))),
        alone=True,  # a cell tells positions and their dates
    )
    standing, checks = ([item for item in cells if item.kind == kind] for kind in ("stance", "check"))
    form = filter_form(page_request, "law", FIELDS)
    context = {
        "current": "matrix",
        "title": ", ".join([_("Who answered what"), *(chip.value for chip in form.chips)]),
        "laws": matrix_laws(laws, shown, standing, checks, snapshot.day),
        "companies": shown,
        "law_count": len(law_keys),
        "company_count": len(answered),
        "filters": form,
        "law_pages": _pages(page_request, "laws", len(law_keys), LAWS, from_law),
        "company_pages": _pages(page_request, "companies", len(answered), COMPANIES, from_company),
        "api_url": api_list_url("stance"),
    }
    return show(page_request, "pages/matrix.html", context)


def _laws(page_request: PageRequest) -> list[str]:
    """Return the slugs of all laws that were asked for, those with most answers first; no document is read."""
    snapshot, validated = page_request.snapshot, page_request.validated
    keys = list(read.listed(snapshot, "law", validated.condition).values_list("key", flat=True))
    by_law = totals.in_force_by_law(snapshot, keys if validated.values else None)
    demands = validated.values.get("demand")
    most = {
        law: sum(number for (demand, _), number in answered.items() if not demands or demand in demands)
        for law, answered in by_law.items()
    }
    return sorted(keys, key=lambda law: (-most.get(law, 0), law))


def _documents(page_request: PageRequest, laws: list[str]) -> list[Document]:
    """Return the documents of laws, in their order."""
    found = {item.key: item.document for item in read.items(page_request.snapshot, "law", Q(key__in=laws))}
    return [found[law] for law in laws]


def _about(page_request: PageRequest, laws: list[str]) -> Q:
    condition = Q(law__in=laws)
    demands = page_request.validated.values.get("demand")
    return condition & Q(demand__in=demands) if demands else condition


def _companies(page_request: PageRequest, answered: dict[str, int], start: int) -> dict[str, str]:
    """Return (slug, today's name) of the companies that are shown, those with most answers first, then from A to Z.

    Names are looked at only where they decide: of companies with as many answers as one of those that are shown.
    """
    numbers = sorted(answered.values(), reverse=True)[start : start + COMPANIES]
    if not numbers:
        return {}
    before = sum(number > numbers[0] for number in answered.values())
    near = [company for company, number in answered.items() if numbers[-1] <= number <= numbers[0]]
    names = overviews.sort_names(page_request.snapshot, "company", near)
    ranked = sorted(near, key=lambda company: (-answered[company], names[company], company))
    shown = ranked[start - before : start - before + COMPANIES]
    told = overviews.names_of(page_request.snapshot, "company", shown)
    return {company: told[company] for company in shown}


def _start(page_request: PageRequest, name: str) -> int:
    text = page_request.validated.extra.get(name, "1")
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= 100_000 or len(text) > 6:
        raise malformed(name, _("'%(name)s' is the number of the first one to show, from 1 on.") % {"name": name})
    return int(text)


def _pages(page_request: PageRequest, name: str, number: int, size: int, current: int) -> list[tuple[str, str, bool]]:
    """Return (label, address, is this one) of each part, where there is more than one."""
    if number <= size:
        return []
    starts = range(1, number + 1, size)
    return [
        (
            _("%(first)s to %(last)s") % {"first": grouped(start), "last": grouped(min(start + size - 1, number))},
            address_with(page_request.request, **{name: "" if start == 1 else str(start)}),
            start == current,
        )
        for start in starts
    ]
