"""Cursors are opaque and checked: what was not given out for this very list is refused (A03, A06)."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.record.ledger.canonical import canonical
from companies.record.query.cursors import decode_cursor, digest, encode_cursor
from companies.record.query.errors import ParameterError
from companies.record.reading.ordering import ordering_of
from companies.record.reading.read import CursorPosition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

LIST_QUERY = "stance?position=refuses"
ORDER = ordering_of("-announced_on")
KNOWN_AT = datetime(2026, 12, 1, tzinfo=UTC)
PLACE = CursorPosition((date(2020, 7, 6), 10, "acme-refuses"))


def forged(*parts: Any) -> str:
    """Return a cursor of these parts, as somebody would write it who read our code."""
    return base64.urlsafe_b64encode(canonical(list(parts)).encode()).decode().rstrip("=")


def is_refused(cursor: str, order: str = "-announced_on", list_query: str = LIST_QUERY) -> bool:
    """Return whether a cursor is refused, and by its own error."""
    try:
        decode_cursor(cursor, list_query, ordering_of(order))
    except ParameterError as error:
        return (error.code, error.parameter) == ("foreign-cursor", "cursor")
    return False


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("order", "values"),
    [
        ("-announced_on", PLACE.values),
        ("valid_from", (date(2020, 7, 6), "acme-refuses")),
        ("recorded_at", (datetime(2026, 11, 24, 12, 0, 0, 5, tzinfo=UTC), 412)),
        ("-slug", ("acme",)),
        ("-version", (3,)),
    ],
)
def test_a_cursor_says_what_went_in(order: str, values: tuple[Any, ...], backwards: bool) -> None:
    cursor = encode_cursor(CursorPosition(values, backwards), LIST_QUERY, KNOWN_AT)
    found = decode_cursor(cursor, LIST_QUERY, ordering_of(order))
    assert (found.start, found.known_at) == (CursorPosition(values, backwards), KNOWN_AT)


def test_a_cursor_of_another_query_or_order_is_refused() -> None:
    cursor = encode_cursor(PLACE, LIST_QUERY, KNOWN_AT)
    assert is_refused(cursor, list_query="stance?position=suspended")
    assert is_refused(cursor, order="valid_from")


@given(st.data())
def test_an_altered_cursor_is_refused(data: st.DataObject) -> None:
    cursor = encode_cursor(PLACE, LIST_QUERY, KNOWN_AT)
    at = data.draw(st.integers(0, len(cursor) - 1))
    sign = data.draw(st.sampled_from("ABCDwxyz0189-_=+/%"))
    altered = cursor[:at] + sign + cursor[at + 1 :]
    if altered != cursor and not is_refused(altered):
        # A changed letter may give another place of the same form: then it is that place, and nothing else.
        found = decode_cursor(altered, LIST_QUERY, ORDER)
        assert encode_cursor(found.start, LIST_QUERY, found.known_at) == altered


@given(st.text())
def test_any_text_is_refused(text: str) -> None:
    assert is_refused(text)


@pytest.mark.parametrize(
    "cursor",
    ["", "=", "e30", "bnVsbA", "W10", "A" * 1_000_000, base64.urlsafe_b64encode(b"[" * 700).decode(), "\ud800"],
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    assert is_refused(cursor)


@pytest.mark.parametrize(
    "values",
    [
        ["2020-07-06", 10],
        ["2020-07-06", 10, "acme", "more"],
        ["20200706", 10, "acme"],
        ["2020-W28-1", 10, "acme"],
        ["2020-07-06", True, "acme"],
        ["2020-07-06", -1, "acme"],
        ["2020-07-06", 2**31, "acme"],
        ["2020-07-06", 10**30, "acme"],
        ["2020-07-06", 10.0, "acme"],
        ["2020-07-06", "10", "acme"],
        ["2020-07-06", 10, "ac\0me"],
        ["2020-07-06", 10, "Acme"],
        ["2020-07-06", 10, None],
        [None, 10, "acme"],
        {"0": 1},
    ],
)
def test_sort_values_that_no_row_has_are_refused(values: Any) -> None:
    assert is_refused(forged(1, 0, values, digest(LIST_QUERY), "2026-12-01T00:00:00.000000Z"))


@pytest.mark.parametrize("form", [0, 2, "1", None])
def test_another_format_is_refused(form: Any) -> None:
    good = [form, 0, ["2020-07-06", 10, "acme"], digest(LIST_QUERY), "2026-12-01T00:00:00.000000Z"]
    assert is_refused(forged(*good))
    assert not is_refused(forged(1, *good[1:]))


@pytest.mark.parametrize(
    "known_at", ["2026-12-31T12:00:01.000000Z", "9999-12-31T23:59:59.999999-14:00", "2026-12-01", "", 5, None]
)
def test_an_instant_that_was_not_told_is_refused(known_at: Any) -> None:
    assert is_refused(forged(1, 0, ["2020-07-06", 10, "acme"], digest(LIST_QUERY), known_at))


def test_an_instant_of_the_far_past_in_another_zone_is_refused() -> None:
    values = ["0001-01-01T00:00:00+14:00", 5]
    assert is_refused(forged(1, 0, values, digest(LIST_QUERY), "2026-12-01T00:00:00.000000Z"), order="recorded_at")


def test_a_cursor_has_one_form() -> None:
    cursor = encode_cursor(PLACE, LIST_QUERY, KNOWN_AT)
    spaced = base64.urlsafe_b64encode(json.dumps(json.loads(base64.urlsafe_b64decode(cursor + "=="))).encode())
    assert is_refused(spaced.decode().rstrip("="))
    assert is_refused(cursor + "=")
    assert is_refused(encode_cursor(PLACE, LIST_QUERY, KNOWN_AT + timedelta(days=365)))


@pytest.mark.parametrize("name", ["a\0b", "x" * 101, 7])
def test_a_name_that_no_list_is_sorted_by_is_refused(name: Any) -> None:
    with pytest.raises(ValueError, match=r"no (name|str)"):
        ordering_of("name").parse([name, "acme"])
