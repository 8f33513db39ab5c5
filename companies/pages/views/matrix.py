"""``/matrix/``: companies down, laws across; at most 12 laws by 40 companies at once."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from companies.pages.components.filter_form import filter_form
from companies.pages.components.matrix_grid import matrix_rows
from companies.pages.page import PageRequest, page, read_list_page, show
from companies.pages.page_address import address_with
from companies.record.query.errors import malformed
from companies.record.reading import overviews, read, stance_views
from companies.record.reading.addresses import api_list_url
from companies.record.reading.items import Item

LAWS, COMPANIES = 12, 40
FIELDS = ("jurisdiction", "demand")


@page
def matrix(request: HttpRequest) -> HttpResponse:
    """Show the parts of the matrix that were asked for."""
    page_request = read_list_page(request, "law", extra=("laws", "companies"), whole=True)
    snapshot, validated = page_request.snapshot, page_request.validated
    from_law, from_company = (_start(page_request, name) for name in ("laws", "companies"))
    all_laws = {item.key: item.document for item in read.items(snapshot, "law", validated.condition)}
    in_force = stance_views.stances_in_force(snapshot, _about(page_request, all_laws))
    most = Counter(item.columns.law for item in in_force)
    laws = sorted(all_laws, key=lambda slug: (-most[slug], slug))
    shown_laws = laws[from_law - 1 : from_law - 1 + LAWS]
    checks = stance_views.checks_up_to_day(snapshot, _about(page_request, set(shown_laws)))
    companies = _companies(page_request, [item for item in in_force if item.columns.law in shown_laws], checks)
    shown = dict(companies[from_company - 1 : from_company - 1 + COMPANIES])
    form = filter_form(page_request, "law", FIELDS)
    context = {
        "current": "matrix",
        "title": ", ".join([_("Who answered what"), *(chip.value for chip in form.chips)]),
        "laws": [all_laws[slug] for slug in shown_laws],
        "rows": matrix_rows([all_laws[slug] for slug in shown_laws], shown, in_force, checks, snapshot.day),
        "law_count": len(laws),
        "company_count": len(companies),
        "filters": form,
        "law_pages": _pages(page_request, "laws", len(laws), LAWS, from_law),
        "company_pages": _pages(page_request, "companies", len(companies), COMPANIES, from_company),
        "api_url": api_list_url("stance"),
    }
    return show(page_request, "pages/matrix.html", context)


def _about(page_request: PageRequest, laws: Iterable[str]) -> Q:
    condition = Q(law__in=list(laws))
    demands = page_request.validated.values.get("demand")
    return condition & Q(demand__in=demands) if demands else condition


def _companies(page_request: PageRequest, in_force: list[Item], checks: list[Item]) -> list[tuple[str, str]]:
    """Return (slug, today's name) of companies with a stance or a check, those with most stances first."""
    most = Counter(item.columns.company for item in in_force)
    names = overviews.names_of(
        page_request.snapshot, "company", {item.columns.company for item in (*checks, *in_force)}
    )
    return sorted(names.items(), key=lambda item: (-most[item[0]], item[1].casefold()))


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
            f"{start}–{min(start + size - 1, number)}",
            address_with(page_request.request, **{name: "" if start == 1 else str(start)}),
            start == current,
        )
        for start in starts
    ]
