"""Two loads of the same pack at once: one writes, the other then finds that nothing is to be changed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from companies.desk.pack.loading import LoadOptions, load
from companies.record.ledger.revision import Revision
from tests.desk.pack.made_up import PACKS


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_two_loads_at_once_write_what_one_would(pool: ThreadPoolExecutor) -> None:
    start = Barrier(2)

    def run() -> int:
        try:
            start.wait()
            return load([PACKS / "bay"], LoadOptions(publish=True)).difference.writes
        finally:
            connection.close()

    runs = [pool.submit(run) for _ in range(2)]
    assert sorted(running.result() for running in runs) == [0, 15]
    assert Revision.objects.count() == 15
