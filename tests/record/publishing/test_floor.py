"""An answer that was called immutable never changes, however long a publisher stalls, and wherever it dies (R06, A09).

A publisher runs in a thread of its own, on a connection of its own. At one statement, or between the last and COMMIT,
it stands still while the clock goes on by a minute and a half and readers ask all the while. Then it goes on, or it
is cut off. What readers were told to keep for ever is asked again, now and after the next set.
"""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies import clock as product_clock
from companies.models import Stance
from companies.record.ledger.canonical import instant_text
from companies.record.ledger.revision import Floor, Head
from companies.record.ledger.verify import record_faults
from companies.record.publishing.floor import ABANDONED, publishing_transaction
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.refusals import PublishError
from tests import cast
from tests.conftest import FULL
from tests.instant import BASE_INSTANT

STALL = timedelta(seconds=90)
SAMPLE = 4
"""Statements at which the suite stalls, of each act; all of them with FULL=1."""
PATHS = ("/api/v1/stances/", "/api/v1/changes/", "/api/v1/stances/acme-{}/", "/api/v1/stances/acme-0/history/")

pytestmark = [pytest.mark.usefixtures("clock")]


class CutOffError(BaseException):
    """The publisher is dead: nothing of its own is run any more, not even what tidies up."""


class Publisher:
    """Runs ``act`` in a thread; stands still at its step ``place``: before a statement, or before a COMMIT."""

    def __init__(self, act: Callable[[], object], place: int, *, dies: bool) -> None:
        self._act, self._left, self._dies = act, place, dies
        self._dead = False
        self.stands = threading.Event()
        self.go_on = threading.Event()
        self.failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def finish(self) -> None:
        """Let it go on, or die, and wait for it."""
        self.go_on.set()
        self._thread.join(60)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            connection.ensure_connection()
            commit = connection._commit  # type: ignore[attr-defined]

            def stop_and_commit() -> None:
                self._pass()
                commit()

            connection._commit = stop_and_commit  # type: ignore[attr-defined]
            with connection.execute_wrapper(self._statement):
                self._act()
        except BaseException as error:
            self.failed = error
        finally:
            self.stands.set()
            connection.close()

    def _statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self._pass()
        return execute(sql, params, many, context)

    def _pass(self) -> None:
        if self._dead:
            raise CutOffError
        self._left -= 1
        if self._left == -1:
            self.stands.set()
            self.go_on.wait(60)
            if self._dies:
                self._dead = True
                raise CutOffError


def correct(number: int) -> object:
    """Correct a published stance and publish a new one after it: one set."""
    Stance.objects.filter(slug="acme-0").update(summary=f"It says so in other words, {number}.")
    rows = list(Stance.objects.filter(slug__in=["acme-0", f"acme-{number}"]))
    return publish(rows, cause="correction", first_cause="company_acted", note="As its page says.")


def take_back(number: int) -> object:
    """Retract the stance that the round published."""
    return retract([("stance", f"acme-{number}")], note="Doubtful.")


Act = Callable[[int], object]
ACTS: dict[str, Act] = {"publish": correct, "retract": take_back}


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    with product_clock.fixed(instant):
        yield


def asked(number: int, known: list[datetime]) -> dict[str, bytes]:
    """Return the answers with both clocks that may be kept for ever, by address."""
    client = Client()
    kept = {}
    for path in PATHS:
        for instant in known:
            address = f"{path.format(number)}?valid_on=2026-12-30&known_at={instant_text(instant)}"
            answer = client.get(address)
            if "immutable" in answer.get("Cache-Control", ""):
                kept[address] = answer.content
    return kept


def changed(kept: dict[str, bytes]) -> list[str]:
    client = Client()
    return [address for address, body in kept.items() if client.get(address).content != body]


def instants_around(begin: datetime) -> list[datetime]:
    """Return instants before, at and after what happens in a round, none later than its stall."""
    return [begin + timedelta(seconds=second) for second in (-1, 0, 1, 29, 30, 59, 60, 89, 90)]


def prepare(name: str, number: int) -> datetime:
    """Make a round's rows ready and return its first instant."""
    begin = BASE_INSTANT + timedelta(minutes=10 * number)
    row = cast.stance(
        f"acme-{number}", announced_on=f"{2000 + number // 300}-{number % 12 + 1:02}-{number % 25 + 1:02}"
    )
    if name == "retract":
        with at(begin - timedelta(minutes=2)):
            publish([row], cause="company_acted")
    return begin


def statements_of(act: Act, number: int) -> int:
    """Return about how many steps the act has: those of a dry run, and the floor's own."""
    with CaptureQueriesContext(connection) as context, publishing_transaction(dry_run=True):
        act(number)
    return len(context) + 4


def places(count: int) -> list[int]:
    """Return where to stall: before a statement, or, with each number past the last, before COMMIT."""
    return list(range(count)) if FULL else sorted(random.Random(count).sample(range(count), SAMPLE))  # noqa: S311


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dies", [False, True], ids=["goes on", "dies"])
@pytest.mark.parametrize("name", ACTS)
def test_what_was_immutable_while_a_publisher_stalled_never_changes(name: str, dies: bool) -> None:
    with at(BASE_INSTANT - timedelta(minutes=5)):
        cast.stance("acme-0", announced_on="1999")
        cast.publish_everything()
    with at(prepare(name, 1)):
        count = statements_of(ACTS[name], 1)
    kept: dict[str, bytes] = {}
    stalled = 0
    for number, place in enumerate([*places(count), count, count + 1], 2):
        begin = prepare(name, number)
        with at(begin):
            publisher = Publisher(lambda number=number: ACTS[name](number), place, dies=dies)  # type: ignore[misc]
            assert publisher.stands.wait(60)
        stalled += not publisher.go_on.is_set() and publisher.failed is None
        with at(begin + STALL):
            kept |= asked(number, instants_around(begin))
            publisher.finish()
            assert changed(kept) == [], place
        assert dies or publisher.failed is None, publisher.failed
        with at(begin + 2 * STALL):
            kept |= asked(number, instants_around(begin))
            publish([cast.source(f"after-{number}")], cause="new_evidence")
            assert changed(kept) == [], place
    assert kept
    assert stalled >= SAMPLE
    with at(begin + 2 * STALL):
        assert list(record_faults()) == []


@pytest.mark.django_db(transaction=True)
def test_a_floor_goes_with_its_set_and_with_a_set_that_is_refused() -> None:
    row = cast.stance()
    cast.publish_everything()
    with pytest.raises(PublishError):
        retract([("law", "data-act")], note="A stance rests on it.")
    with publishing_transaction(dry_run=True):
        retract([("stance", row.slug)], note="Only tried.")
    assert not Floor.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_floor_of_the_dead_costs_caching_alone_and_is_lifted_by_a_later_publisher() -> None:
    cast.stance()
    cast.publish_everything()
    Floor.objects.create(instant=BASE_INSTANT + timedelta(seconds=1))
    known = [BASE_INSTANT, BASE_INSTANT + timedelta(seconds=2)]
    with at(BASE_INSTANT + ABANDONED + STALL):
        assert {address[-27:] for address in asked(0, known)} == {instant_text(BASE_INSTANT)}
        publish([cast.source("herald")], cause="new_evidence")
    assert not Floor.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_publisher_that_was_taken_for_dead_is_refused_and_writes_nothing() -> None:
    rows = [cast.source("gazette"), cast.source("herald")]
    with pytest.raises(PublishError, match="took too long"), publishing_transaction():  # noqa: PT012
        Floor.objects.all().delete()  # as a later publisher does
        publish(rows, cause="new_evidence")
    assert Head.objects.get().seq == 0


@pytest.mark.django_db(transaction=True)
def test_a_transaction_without_a_floor_publishes_nothing() -> None:
    row = cast.source()
    with pytest.raises(RuntimeError, match="outside of other transactions"), transaction.atomic():
        publish([row], cause="new_evidence")
    assert Head.objects.get().seq == 0


@pytest.mark.django_db
def test_a_transaction_publishes_one_set_alone() -> None:
    with pytest.raises(RuntimeError, match="one set"), publishing_transaction():  # noqa: PT012
        publish([cast.source("gazette")], cause="new_evidence")
        publish([cast.source("herald")], cause="new_evidence")
    assert Head.objects.get().seq == 0


@pytest.mark.django_db
def test_a_dry_run_can_not_hide_in_a_publishing() -> None:
    with pytest.raises(RuntimeError, match="dry run"), publishing_transaction(), publishing_transaction(dry_run=True):
        pass
