"""A set is written whole or not at all (R06), and two sets at once are written one after the other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Publication, Stance
from companies.models.desk_row import DeskRow
from companies.record.ledger.rebuild import rebuild_entries
from companies.record.ledger.revision import Entry, Floor, Head, Reference, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing.publish import publish, retract
from tests import cast


class BreakdownError(Exception):
    """The database went away in the middle."""


class BreakAt:
    """Breaks the n-th statement, before it is run. The statements that keep and take back are not counted."""

    def __init__(self, place: int) -> None:
        self.left = place

    def __call__(self, execute: Any, sql: str, *args: Any) -> Any:
        if "SAVEPOINT" not in sql:
            self.left -= 1
            if self.left == -1:
                raise BreakdownError
        return execute(sql, *args)


def everything_written() -> list[Any]:
    tables: list[Any] = [Revision, Entry, Reference, Head, Publication, Floor]
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


def act(what: str) -> object:
    """Do one of the record's three writes."""
    if what == "publish":
        row: DeskRow = Stance.objects.get(slug="acme-2")
        return publish([row], cause="company_acted", by=User.objects.get())
    return retract([("stance", "acme-1")], note="Doubtful.") if what == "retract" else rebuild_entries()


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("what", ["publish", "retract", "rebuild"])
def test_a_fault_at_any_statement_leaves_nothing(what: str) -> None:
    cast.editor()
    cast.stance("acme-0", announced_on="2018")
    cast.stance("acme-1", announced_on="2019")
    cast.publish_everything()
    cast.stance("acme-2", announced_on="2020")
    before = everything_written()
    with CaptureQueriesContext(connection) as context, transaction.atomic():
        act(what)
        transaction.set_rollback(True)
    statements = [query for query in context.captured_queries if "SAVEPOINT" not in query["sql"]]
    for place in range(len(statements)):
        with pytest.raises(BreakdownError), connection.execute_wrapper(BreakAt(place)):
            act(what)
        assert everything_written() == before, f"statement {place}: {statements[place]['sql'][:200]}"
    act(what)
    assert everything_written() != before
    assert list(record_faults()) == []


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_sets_published_at_once_are_numbered_without_a_gap_at_instants_that_rise(pool: ThreadPoolExecutor) -> None:
    cast.stance("acme-0", announced_on="2001")
    cast.publish_everything()
    rows = [cast.stance(f"acme-{year}", announced_on=str(year)) for year in range(2002, 2010)]
    start = Barrier(4)

    def run(mine: list[Any]) -> list[Any]:
        try:
            start.wait()
            return [publish([row], cause="company_acted").instant for row in mine]
        finally:
            connection.close()

    runs = [pool.submit(run, rows[place::4]) for place in range(4)]
    instants = [instant for running in runs for instant in running.result()]
    assert len(set(instants)) == len(rows)
    assert list(record_faults()) == []
    newest = Entry.objects.filter(kind="stance", superseded_at=None).order_by("announced_last")
    begun = list(newest.values_list("valid_from", flat=True))
    assert list(newest.values_list("valid_until", flat=True)) == [*begun[1:], None]
