"""Links to the pages before and after, and to the other orders of a list; every link keeps the filters."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from companies.pages.page import PageRequest
from companies.pages.page_address import address_with
from companies.record.query.cursors import encode_cursor
from companies.record.reading.ordering import Values
from companies.record.reading.read import CursorPosition

BY_NAME, BY_CHANGE = "name", "recorded_at"


@dataclass(frozen=True)
class PageLinks:
    """Addresses of the pages before and after, blank where there is none."""

    earlier: str
    later: str


@dataclass(frozen=True)
class SortOrder:
    """One order that the list can stand in."""

    label: str
    address: str
    here: bool


@dataclass(frozen=True)
class Sorting:
    """The orders of a table, and which column it is sorted by now: "ascending" or "descending", else blank."""

    orders: list[SortOrder]
    by_name: str
    by_change: str
    """Blank: the table has no column for it."""


def paginate(page_request: PageRequest, earlier: Values | None, later: Values | None) -> PageLinks:
    """Return the links from the sort values of a page's first and last row."""
    return PageLinks(_link(page_request, earlier, True), _link(page_request, later, False))


def sorting(page_request: PageRequest) -> Sorting:
    """Return the orders of a list by name, with links from one to another."""
    labels = {
        BY_NAME: _("A to Z"),
        f"-{BY_NAME}": _("Z to A"),
        f"-{BY_CHANGE}": _("last changed first"),
        BY_CHANGE: _("longest unchanged first"),
    }
    now = page_request.validated.ordering
    orders = [
        SortOrder(label, address_with(page_request.request, ordering="" if name == BY_NAME else name), name == now)
        for name, label in labels.items()
    ]
    return Sorting(orders, _direction(now, BY_NAME), _direction(now, BY_CHANGE))


def _direction(ordering: str, column: str) -> str:
    return {column: "ascending", f"-{column}": "descending"}.get(ordering, "")


def _link(page_request: PageRequest, values: Values | None, backwards: bool) -> str:
    known_at = page_request.snapshot.known_at
    if values is None or known_at is None:
        return ""
    cursor = encode_cursor(CursorPosition(values, backwards), page_request.validated.list_query, known_at)
    return address_with(page_request.request, cursor=cursor)
