"""Links from one page of a list to the one before and the next; both keep the filters and the order."""

from dataclasses import dataclass

from companies.pages.filter_form import address_with
from companies.pages.page import Reading
from companies.record.cursors import encode_cursor
from companies.record.ordering import Values
from companies.record.read import Place


@dataclass(frozen=True)
class Walk:
    """Where the list goes on, blank where it does not."""

    earlier: str
    later: str


def walk(reading: Reading, earlier: Values | None, later: Values | None) -> Walk:
    """Return the links from the sort values of a page's first and last row."""
    return Walk(_link(reading, earlier, True), _link(reading, later, False))


def _link(reading: Reading, values: Values | None, backwards: bool) -> str:
    known_at = reading.snapshot.known_at
    if values is None or known_at is None:
        return ""
    return address_with(
        reading.request, cursor=encode_cursor(Place(values, backwards), reading.asked.question, known_at)
    )
