"""Where a list goes on: ``next`` and ``previous`` of the envelope, mirrored in the header ``Link`` (RFC 8288)."""

from companies.record.query.cursors import encode_cursor
from companies.record.query.parameters import ValidatedQuery
from companies.record.reading.addresses import absolute, with_query
from companies.record.reading.ordering import Values
from companies.record.reading.read import CursorPosition, Page


def next_url(path: str, validated: ValidatedQuery, page: Page) -> str | None:
    """Return the address of the rows after ``page``, or None where it is the last."""
    return _page_url(path, validated, page.later, backwards=False)


def previous_url(path: str, validated: ValidatedQuery, page: Page) -> str | None:
    """Return the address of the rows before ``page``, or None where it is the first."""
    return _page_url(path, validated, page.earlier, backwards=True)


def link_header(next_address: str | None, previous_address: str | None) -> str:
    """Return the value of ``Link``; empty where the list is one page."""
    links = (("next", next_address), ("prev", previous_address))
    return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links if address)


def _page_url(path: str, validated: ValidatedQuery, values: Values | None, *, backwards: bool) -> str | None:
    known_at = validated.snapshot.known_at
    if values is None or known_at is None:
        return None
    kept = [part for part in validated.canonical_query.split("&") if part and not part.startswith("cursor=")]
    cursor = encode_cursor(CursorPosition(values, backwards), validated.list_query, known_at)
    return absolute(with_query(path, "&".join([*kept, f"cursor={cursor}"])))
