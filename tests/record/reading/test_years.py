"""Answers by year are what looking at each gives: from totals, or counted, where they are few."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Q

from companies.record.reading import years
from companies.record.reading.known import in_force, lies_in
from companies.record.reading.read import count
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot
from tests.record.statements import Record, Statement

pytestmark = pytest.mark.django_db

DAY = date(2021, 6, 1)
WHOLE = [Q(), Q(position__in=["refuses"]), Q(position__in=["refuses", "complies"])]
"""Lists whose totals are kept."""
PARTS = [Q(demand__in=["decryption"]), lies_in("/freedonia/"), in_force(DAY), Q(announced_last__gte=date(2021, 1, 1))]


@pytest.fixture
def record() -> Record:
    """Sets in which statements are new, moved to another year, and taken back."""
    made = Record()
    for year in (2019, 2020, 2021):
        new = [Statement(f"acme-{year}-{month}", announced=f"{year}-0{month}") for month in range(1, 5)]
        other = Statement(f"globex-{year}", announced=f"{year}", position="complies", demand="decryption")
        elsewhere = Statement(f"hooli-{year}", announced=f"{year}-12-31", path="/sylvania/", valid_until=DAY)
        made.write([*new, other, elsewhere])
    made.write([Statement("acme-2019-1", announced="2020-05"), Statement("acme-2020-2", retracted=True)])
    return made


def answers_by_year(snapshot: Snapshot, asked: Q, *, in_place_of_count: bool = False) -> Counter[int] | None:
    return years.answers_by_year(snapshot, asked, in_place_of_count=in_place_of_count)


def in_python(record: Record, snapshot: Snapshot, keys: list[str]) -> Counter[int]:
    newest = {entry.key: entry for entry in record.entries if entry.pk <= snapshot.head}
    return Counter(int(str(newest[key].announced_last)[:4]) for key in keys)


def test_each_year_has_as_many_as_are_listed_at_every_pair_of_clocks(record: Record) -> None:
    for snapshot in record.snapshots([None, DAY]):
        for positions in ((), ("refuses",), ("refuses", "complies")):
            asked = Q(position__in=positions) if positions else Q()
            keys = record.asked(snapshot, "", positions)
            assert answers_by_year(snapshot, asked) == in_python(record, snapshot, keys)
        keys = record.asked(snapshot, "/freedonia/", (), ["decryption"])
        asked = lies_in("/freedonia/") & Q(demand__in=["decryption"])
        assert answers_by_year(snapshot, asked) == in_python(record, snapshot, keys)


@pytest.mark.parametrize("asked", [*WHOLE, *PARTS])
def test_they_add_up_to_the_count_of_the_list(record: Record, asked: Q) -> None:
    for snapshot in record.snapshots([None, DAY]):
        by_year = answers_by_year(snapshot, asked)
        assert by_year is not None
        assert by_year.total() == count(snapshot, "stance", asked)


def test_a_long_list_is_not_counted_unless_its_totals_are_kept(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(years, "MOST_COUNTED", 2)
    [*_, last] = record.snapshots([None])
    [*_, on_a_day] = record.snapshots([DAY])
    for asked in WHOLE:
        assert answers_by_year(last, asked)
        assert answers_by_year(on_a_day, asked) is None
    assert answers_by_year(last, lies_in("/freedonia/")) is None


def test_what_a_count_would_look_at_is_counted_by_year_in_its_place(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "MOST_COUNTED", 2)
    [*_, last] = record.snapshots([None])
    for asked in (lies_in("/freedonia/") & Q(demand__in=["user_data"]), Q(announced_last__gte=date(2019, 1, 1))):
        assert answers_by_year(last, asked) is None
        assert (answers_by_year(last, asked, in_place_of_count=True) or Counter()).total() == count(
            last, "stance", asked
        )
    assert answers_by_year(last, lies_in("/freedonia/"), in_place_of_count=True) is None


def test_before_anything_was_published_there_is_nothing(clock: object) -> None:
    assert answers_by_year(take_snapshot(Clocks()), Q()) == Counter()
    assert answers_by_year(take_snapshot(Clocks()), lies_in("/freedonia/")) == Counter()
