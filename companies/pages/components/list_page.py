"""What the pages of companies, laws and sources share: a table of one kind, sorted, narrowed and cut into pages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from companies.pages.components.filter_form import filter_form
from companies.pages.components.pagination import BY_NAME, paginate, sorting
from companies.pages.page import PageRequest, read_list_page
from companies.pages.titles import grouped
from companies.record.reading import read, totals
from companies.record.reading.addresses import api_list_url
from companies.record.reading.items import Item
from companies.vocabulary import PLURALS

SIZE = 100
"""Rows of one page."""


@dataclass(frozen=True)
class ListPage:
    """One page of a table, and what its frame shows."""

    page_request: PageRequest
    items: list[Item]
    count: int
    """Rows of all pages."""
    frame: dict[str, Any]

    @property
    def number(self) -> dict[str, str]:
        """The count as titles write it."""
        return {"number": grouped(self.count)}


def read_page_of(request: HttpRequest, kind: str, filters: tuple[str, ...]) -> ListPage:
    """Parse, ask for a page of ``kind``, and return it with its frame. Raises ParameterError, Ready."""
    page_request = read_list_page(request, kind, usual_ordering=BY_NAME)
    snapshot, validated = page_request.snapshot, page_request.validated
    found = read.page(snapshot, kind, validated.condition, validated.order, SIZE, validated.start)
    counts = totals.counts_of_kinds(snapshot)
    count = read.count(snapshot, kind, validated.condition) if validated.values else counts.get(kind, 0)
    frame = {
        "current": PLURALS[kind],
        "sorting": sorting(page_request),
        "filters": filter_form(page_request, kind, filters, counts),
        "links": paginate(page_request, found.earlier, found.later),
        "api_url": api_list_url(kind),
    }
    return ListPage(page_request, found.items, count, frame)
