"""What is appended: instants that rise, numbers without a gap, who published."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import clock
from companies.models import Publication
from companies.record.ledger.revision import Entry, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing import appending
from companies.record.publishing.publish import publish, retract
from tests import cast
from tests.instant import BASE_INSTANT
from tests.record.publishing.outcomes import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_instants_rise_strictly_although_the_clock_stands() -> None:
    first = publish([cast.source("a")], cause="new_evidence").instant
    second = publish([cast.source("b")], cause="new_evidence").instant
    assert first == BASE_INSTANT
    assert second == BASE_INSTANT + timedelta(microseconds=1)


def test_a_clock_that_has_gone_back_more_than_5_seconds_refuses_to_publish() -> None:
    publish([cast.source("a")], cause="new_evidence")
    row = cast.source("b")
    with clock.fixed(BASE_INSTANT - timedelta(seconds=6)):
        assert refused(row) == [("", "clock")]
    with clock.fixed(BASE_INSTANT - timedelta(seconds=5)):
        assert len(publish([row], cause="new_evidence").revisions) == 1


def test_the_desk_remembers_who_published_and_nobody_else_does() -> None:
    editor = cast.editor()
    [revision] = publish([cast.source()], cause="new_evidence", by=editor).revisions
    assert Publication.objects.get().revision_id == revision.seq
    retract([("source", "gazette")], note="A duplicate.", by=editor)
    assert Publication.objects.filter(editor=editor).count() == 2
    assert editor.username not in "".join(Revision.objects.values_list("document", flat=True))


def test_a_large_set_is_written_in_parts_with_the_same_chain_at_one_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appending, "PART", 2)
    with CaptureQueriesContext(connection) as queries:
        publishing = publish([cast.source(slug) for slug in "abcde"], cause="new_evidence")
    inserted = f"INSERT INTO {connection.ops.quote_name(Entry._meta.db_table)}"
    assert sum(query["sql"].startswith(inserted) for query in queries) == 3
    assert [revision.seq for revision in publishing.revisions] == [1, 2, 3, 4, 5]
    assert {revision.recorded_at for revision in publishing.revisions} == {publishing.instant}
    assert not list(record_faults())


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
