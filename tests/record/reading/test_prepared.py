"""A question is answered as its query set is, whatever it was asked with before."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.record.ledger.revision import Entry, Reference
from companies.record.reading import prepared
from companies.record.reading.entry_rows import EntryRow, made, with_revisions
from companies.record.reading.known import published
from companies.record.reading.ordering import ordering_of
from companies.record.reading.prepared import ask
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ORDER = ordering_of("-announced_on")
DAYS = [date(2019, 12, 31), date(2020, 6, 30), date(2020, 7, 1), date(2027, 1, 1)]
KEYS = ["acme-data-act", "globex-data-act", "initech-data-act", "nobody"]


def listed(
    snapshot: Snapshot, condition: Q, start: tuple[Any, ...] | None, *, at_most: int
) -> QuerySet[Entry, tuple[Any, ...]]:
    """A question with all that one may have."""
    rows = published(snapshot, "stance", "law").filter(condition)
    rows = rows if start is None else rows.filter(ORDER.after(start))
    return with_revisions(rows.order_by(*ORDER.terms)[:at_most])


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_kept", {})


@pytest.fixture
def world() -> Snapshot:
    law = cast.law(slug="data-act")
    for number, name in enumerate(("acme", "globex", "initech"), 1):
        company = cast.company(slug=name, name=name.title())
        cast.stance(slug=f"{name}-data-act", company=company, law=law, announced_on=f"2020-0{number + 5}")
    cast.publish_everything()
    return take_snapshot(Clocks())


CONDITIONS = st.one_of(
    st.just(Q()),
    st.builds(lambda keys: Q(key__in=keys), st.lists(st.sampled_from(KEYS), max_size=9)),
    st.builds(lambda day: Q(valid_from__lte=day), st.sampled_from(DAYS)),
    st.builds(lambda day: ~Q(valid_from__lte=day), st.sampled_from(DAYS)),
    st.builds(lambda day, key: Q(announced_last__gt=day) | Q(key=key), st.sampled_from(DAYS), st.sampled_from(KEYS)),
    st.builds(lambda number: Q(pk__gt=number), st.sampled_from([0, 1, 3, 32_000, 2**40])),
    st.builds(lambda length: Q(announced_precision=length), st.sampled_from([4, 7, 10])),
    st.builds(lambda text: Q(demands__contains=text), st.sampled_from(["/user_data/", "/nothing/"])),
    st.builds(lambda open_: Q(valid_until__isnull=open_), st.booleans()),
    st.just(Q(pk__in=Reference.objects.filter(role="law").values("revision"))),
)
STARTS = st.none() | st.tuples(st.sampled_from(DAYS), st.sampled_from([4, 7, 10]), st.sampled_from(KEYS))
CLOCKS = st.builds(Clocks, st.none() | st.sampled_from(DAYS))


@pytest.mark.usefixtures("world")
def test_answers_are_those_of_the_query_set() -> None:
    @settings(max_examples=150)
    @given(CLOCKS, CONDITIONS, CONDITIONS, STARTS, st.sampled_from([1, 2, 50]))
    def compare(clocks: Clocks, one: Q, other: Q, start: tuple[Any, ...] | None, at_most: int) -> None:
        snapshot, condition = take_snapshot(clocks), one & other
        assert ask(listed, snapshot, condition, start, at_most=at_most) == list(
            listed(snapshot, condition, start, at_most=at_most)
        )

    compare()


def test_sql_is_made_once_for_values_of_one_shape(world: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    made_for: list[Q] = []

    def counted(snapshot: Snapshot, condition: Q, *, at_most: int) -> QuerySet[Entry, tuple[Any, ...]]:
        made_for.append(condition)
        return listed(snapshot, condition, None, at_most=at_most)

    for keys in (KEYS[:3], KEYS[1:], KEYS[:4]):  # lists of three are asked as lists of four
        rows = made(ask(counted, world, Q(key__in=keys), at_most=50))
        assert {row.key for row in rows} == set(keys) - {"nobody"}
    assert len(made_for) == 1
    ask(counted, world, Q(key__in=KEYS[:2]), at_most=50)
    ask(counted, world, Q(key__in=KEYS[:2]), at_most=49)
    assert len(made_for) == 3
    monkeypatch.setattr(prepared, "MOST_KEPT", 3)
    ask(counted, world, Q(key__in=KEYS[:1]), at_most=49)
    ask(counted, world, Q(key__in=KEYS[:3]), at_most=50)
    assert len(made_for) == 5


def test_one_query_for_each_question_and_none_where_no_row_can_answer(world: Snapshot) -> None:
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert len(ask(listed, world, Q(key__in=KEYS), None, at_most=50)) == 3
            assert ask(listed, world, Q(key__in=[]), None, at_most=50) == []
        assert len(captured) == 1


def test_more_values_than_there_are_slots_are_asked_as_well(world: Snapshot) -> None:
    keys = [f"answer-{number}" for number in range(prepared.MOST_SLOTS)] + KEYS
    assert len(ask(listed, world, Q(key__in=keys), None, at_most=50)) == 3


def test_before_the_first_revision_nothing_is_asked() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert ask(listed, take_snapshot(Clocks()), Q(), None, at_most=50) == []
    assert len(captured) == 1  # the head


def test_a_question_that_makes_something_of_a_value_is_refused(world: Snapshot) -> None:
    def shouted(snapshot: Snapshot, key: str) -> QuerySet[Entry, tuple[str]]:
        return published(snapshot, "stance").filter(key=f"{key}-data-act").values_list("key")

    with pytest.raises(RuntimeError, match="shouted makes something of value 0"):
        ask(shouted, world, "acme")


def test_a_row_holds_what_the_columns_hold(world: Snapshot) -> None:
    for row in made(ask(listed, world, Q(), None, at_most=50)):
        entry = Entry.objects.select_related("revision").get(pk=row.pk)
        for name in EntryRow._fields:
            assert getattr(row, name) == getattr(entry, name, getattr(entry.revision, name, None)), name
        assert row.chain == entry.chain
