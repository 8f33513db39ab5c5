"""Reads go where the request is read from, writes to the primary (decision 044)."""

from companies.models import Company
from companies.record.ledger.revision import Head
from companies.record.reading.replica import Reading, reading_from
from tracker.routing.router import ReplicaRouter

ROUTER = ReplicaRouter()


def test_outside_of_a_readers_request_everything_is_the_primarys() -> None:
    assert ROUTER.db_for_read(Head) is None
    assert Head.objects.all().db == "default"


def test_inside_one_all_reads_go_to_one_database_and_writes_to_the_primary() -> None:
    with reading_from(Reading("replica-2")):
        assert Head.objects.all().db == Company.objects.all().db == "replica-2"
        assert ROUTER.db_for_write(Head) == "default"


def test_only_the_primary_is_migrated() -> None:
    assert ROUTER.allow_migrate("default", "companies")
    assert not ROUTER.allow_migrate("replica-1", "companies")
