"""Lists and counts at any pair of clocks are what looking at every entry gives (decision 038)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.record.ledger.derived import filing
from companies.record.ledger.derived.filing import Filing
from companies.record.ledger.derived.tables import ListPage, PageMember, Tally
from companies.record.reading import read
from companies.record.reading.known import lies_in
from companies.record.reading.ordering import ordering_of
from companies.record.reading.read import CursorPosition
from companies.record.reading.snapshot import Snapshot
from tests.record.statements import Record, Statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]

DAYS = [date(1989, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 29), date(2026, 5, 5)]


def statement(begins: date, ends: date | None, **told: Any) -> Statement:
    """Return a statement that does not end before it begins, as none does."""
    return Statement(valid_from=begins, valid_until=max(begins, ends) if ends else None, **told)


STATEMENTS = st.builds(
    statement,
    key=st.sampled_from([f"acme-{number}" for number in range(14)]),
    path=st.sampled_from(["", "/freedonia/", "/freedonia/north/", "/sylvania/"]),
    position=st.sampled_from(["refuses", "complies", "withdrew"]),
    announced=st.sampled_from(["2019", "2019-12", "2019-12-31", "2020-02", "2020-02-29"]),
    begins=st.sampled_from(DAYS),
    ends=st.none() | st.sampled_from(DAYS),
    demand=st.sampled_from(["user_data", "decryption"]),
    retracted=st.sampled_from([False, False, False, True]),
)
SETS = st.lists(st.lists(STATEMENTS, min_size=1, max_size=9, unique_by=lambda each: each.key), min_size=1, max_size=9)
PLACES = ["", "/freedonia/", "/freedonia/north/", "/sylvania/", "/klopstokia/"]
POSITIONS = [[], ["refuses"], ["withdrew", "complies"]]
DEMANDS = [[], [], ["user_data"], ["user_data", "decryption"]]
ASKED = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(POSITIONS), st.sampled_from(DEMANDS)), min_size=3, max_size=4
)
WALKS = st.tuples(st.sampled_from(["-announced_on", "announced_on"]), st.sampled_from([3, 50]))
"""(order, size of a page)."""


@contextmanager
def written(sets: list[list[Statement]]) -> Iterator[Record]:
    """Write sets, and take them back at the end."""
    with transaction.atomic():
        try:
            record = Record()
            for statements in sets:
                record.write(statements)
            yield record
        finally:
            transaction.set_rollback(True)


def condition(path: str, positions: list[str], demands: list[str]) -> Q:
    asked = lies_in(path) if path else Q()
    asked &= Q(position__in=positions) if positions else Q()
    return asked & Q(demand__in=demands) if demands else asked


def keys(snapshot: Snapshot, asked: Q, size: int, name: str = "-announced_on") -> list[str]:
    """Walk a list from its beginning to its end, page by page."""
    order = ordering_of(name)
    found, start = [], None
    while True:
        page = read.page(snapshot, "stance", asked, order, size, start)
        found += [item.key for item in page.items]
        if page.later is None:
            return found
        start = CursorPosition(page.later)


@settings(max_examples=10)
@given(sets=SETS, data=st.data())
def test_lists_and_counts_are_what_the_entries_give(sets: list[list[Statement]], data: st.DataObject) -> None:
    with written(sets) as record:
        assert list(filing.faults()) == []
        snapshots = list(record.snapshots([None, *DAYS]))
        for snapshot in data.draw(st.lists(st.sampled_from(snapshots), min_size=2, max_size=3), label="states"):
            for path, positions, demands in data.draw(ASKED, label="asked"):
                asked, expected = condition(path, positions, demands), record.asked(snapshot, path, positions, demands)
                name, size = data.draw(WALKS, label="walk")
                assert keys(snapshot, asked, size, name) == (expected if name.startswith("-") else expected[::-1])
                assert read.count(snapshot, "stance", asked) == len(expected)


@settings(max_examples=5)
@given(sets=SETS, size=st.integers(1, 8))
def test_a_rebuild_in_batches_of_any_size_gives_what_publishing_filed(sets: list[list[Statement]], size: int) -> None:
    with written(sets) as record:
        published = _tables()
        filing.clear()
        assert _tables() == ([], [], [])
        tables, filed = Filing(empty=True), record.filed()
        for start in range(0, len(filed), size):
            tables.file(filed[start : start + size])
        tables.finish()
        assert _tables() == published


def test_a_walk_goes_back_as_it_came() -> None:
    record = Record()
    for number in range(6):
        record.write([Statement(f"acme-{number}-{day}", announced=f"2020-01-0{day}") for day in range(1, 8)])
    order, asked = ordering_of("-announced_on"), Q(position__in=["refuses"])
    for snapshot in record.snapshots([None]):
        expected = record.asked(snapshot, "", ["refuses"])
        first = read.page(snapshot, "stance", asked, order, 3)
        second = read.page(snapshot, "stance", asked, order, 3, CursorPosition(first.later or ()))
        back = read.page(snapshot, "stance", asked, order, 3, CursorPosition(second.earlier or (), backwards=True))
        assert [item.key for item in [*first.items, *second.items]] == expected[:6]
        assert [item.key for item in back.items] == expected[:3]


def test_many_places_are_looked_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record()
    for number in range(8):
        monkeypatch.setattr("companies.record.ledger.derived.page_filing.MANY", 3 if number % 2 else 1000)
        record.write([Statement(f"acme-{number}-{day}", announced=f"2020-01-0{day}") for day in range(1, 8)])
    assert list(filing.faults()) == []
    [*_, last] = record.snapshots([None])
    assert keys(last, Q(), 10) == record.asked(last, "", [])


def _tables() -> tuple[list[object], list[object], list[object]]:
    pages = ListPage.objects.order_by("list", "lowest", "born")
    columns = [field.name for field in ListPage._meta.concrete_fields if field.name != "id"]
    members = PageMember.objects.order_by("page__list", "page__lowest", "page__born", "valid_from", "entry")
    tallies = Tally.objects.order_by("list", "node", "seq").values_list("list", "node", "seq", "total")
    return (
        list(pages.values_list(*columns)),
        list(members.values_list("page__list", "page__lowest", "page__born", "valid_from", "entry")),
        list(tallies),
    )
