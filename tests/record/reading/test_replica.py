"""What a replica may answer, and what it leaves to the primary (design: rules of time 5; decision 044).

The replica is here the same database, told to be one; a real one that lags is in ``tests/crash/test_replicas.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from companies import clock
from companies.record.ledger.revision import Floor, Head
from companies.record.publishing.publish import publish
from companies.record.query.parsers import is_future
from companies.record.reading.replica import Reading, ReplicaBehindError, current_reading, reading_from
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot
from tests import cast
from tests.instant import BASE_INSTANT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2020, 7, 6)
SECOND = timedelta(seconds=1)
FAR = BASE_INSTANT + timedelta(days=1)


@dataclass
class Told:
    """A replica that says what it is told to say."""

    seen: int | None = 0
    replay: Callable[[], datetime | None] = lambda: None

    def newest_seen(self) -> int | None:
        return self.seen

    def replayed_until(self) -> datetime | None:
        return self.replay()


def _replica(until: datetime | None, seen: int | None = 0) -> Reading:
    return Reading("default", Told(seen, lambda: until))


def _ask(reading: Reading, known_at: datetime | None, at_least: int = 0) -> Snapshot | None:
    """Return the snapshot that ``reading`` gives, None where it leaves it to the primary."""
    try:
        with reading_from(reading):
            return take_snapshot(Clocks(DAY, known_at), at_least)
    except ReplicaBehindError:
        return None


@pytest.fixture
def head() -> int:
    """One revision at BASE_INSTANT; the clock then stands a day later."""
    publish([cast.source()], cause="new_evidence")
    return Head.objects.get().seq


def test_up_to_its_newest_revision_a_replica_knows_everything(head: int) -> None:
    for until in (None, BASE_INSTANT - timedelta(days=9), FAR):
        for known_at in (BASE_INSTANT, BASE_INSTANT - SECOND):
            found = _ask(_replica(until), known_at)
            assert found is not None
            assert found.settled


@pytest.mark.parametrize(
    ("until", "answers"),
    [
        (None, False),
        (BASE_INSTANT + 5 * SECOND, False),
        (BASE_INSTANT + 64 * SECOND, False),
        (BASE_INSTANT + 65 * SECOND, True),
    ],
)
def test_beyond_it_a_replica_answers_what_it_has_replayed_a_minute_past(
    head: int, until: datetime | None, answers: bool
) -> None:
    with clock.fixed(FAR):
        found = _ask(_replica(until), BASE_INSTANT + 5 * SECOND)
        primary = take_snapshot(Clocks(DAY, BASE_INSTANT + 5 * SECOND))
    assert primary.settled
    assert found == (primary if answers else None)


def test_a_floor_that_the_replica_knows_leaves_what_is_above_it_to_the_primary(head: int) -> None:
    Floor.objects.create(instant=BASE_INSTANT + 4 * SECOND)
    assert _ask(_replica(FAR), BASE_INSTANT + 5 * SECOND) is None
    assert _ask(_replica(FAR), BASE_INSTANT + 4 * SECOND) is None
    found = _ask(_replica(FAR), BASE_INSTANT + 3 * SECOND)
    assert found is not None
    assert found.settled


@given(seen=st.integers(0, 3), asked=st.integers(0, 3))
def test_a_replica_answers_no_head_that_is_older_than_what_was_seen_or_asked(head: int, seen: int, asked: int) -> None:
    reading = _replica(None, seen)
    found = _ask(reading, None, asked)
    assert (found is not None) == (max(seen, asked) <= head)
    assert reading.head == (head if found else 0)


def test_where_nobody_can_tell_what_was_seen_a_replica_answers_nothing(head: int) -> None:
    assert _ask(_replica(FAR, None), BASE_INSTANT) is None
    assert _ask(_replica(FAR, None), None) is None


def test_without_a_known_at_a_replica_is_asked_for_its_head_alone(head: int) -> None:
    def fail() -> None:
        raise AssertionError

    with reading_from(Reading("default", Told(head, fail))) as reading, CaptureQueriesContext(connection) as queries:
        assert current_reading() is reading
        found = take_snapshot(Clocks())
    assert len(queries) == 1
    assert (found.head, found.settled, reading.head) == (head, False, head)
    assert current_reading() is None


def test_what_the_replica_had_replayed_is_asked_before_its_head_is_read(head: int) -> None:
    """Or it could replay a set after its head was read, and call settled what lacks that set."""
    row = cast.company()

    def replay() -> datetime:
        with clock.fixed(BASE_INSTANT + 5 * SECOND):
            publish([row], cause="new_evidence")
        return FAR

    with clock.fixed(FAR), reading_from(Reading("default", Told(0, replay))):
        found = take_snapshot(Clocks(DAY, BASE_INSTANT + 6 * SECOND))
    assert (found.head, found.settled) == (head + 1, True)


def test_the_primary_answers_whatever_was_seen(head: int) -> None:
    with reading_from(Reading("default")) as reading:
        assert take_snapshot(Clocks()).head == head
        assert take_snapshot(Clocks(DAY, BASE_INSTANT + SECOND), 99).newest == head
    assert reading.head == head


def test_whether_an_instant_ahead_of_the_clock_was_given_out_only_the_primary_can_deny(head: int) -> None:
    with clock.fixed(BASE_INSTANT - 5 * SECOND):
        with reading_from(_replica(FAR)):
            assert not is_future(BASE_INSTANT)
            with pytest.raises(ReplicaBehindError):
                is_future(BASE_INSTANT + SECOND)
        assert is_future(BASE_INSTANT + SECOND)
