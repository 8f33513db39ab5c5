"""PostgreSQL is stopped at once under publishing, and started again: nothing acknowledged is lost (R03)."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import FULL
from tests.crash.checks import check_record
from tests.crash.cluster import cluster, programs
from tests.crash.editor import Editor
from tests.crash.site import Site

STOPS = 10 if FULL else 1
INSTALLED = programs()

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="stops a PostgreSQL"),
    pytest.mark.skipif(INSTALLED is None, reason="no PostgreSQL server is installed here that could be stopped"),
]


def test_a_database_stopped_at_once_has_all_that_was_acknowledged(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert INSTALLED
    with cluster(INSTALLED) as server:
        site = Site(tmp_path, server.url)
        try:
            password = site.set_up()
            saved, published = _stops(site, server.stop_at_once, server.start, password)
        finally:
            site.kill()
    record_property("stops", STOPS)
    record_property("acts acknowledged", len(saved) + len(published))


def _stops(
    site: Site, stop: Callable[[], None], start: Callable[[], None], password: str
) -> tuple[list[str], list[str]]:
    """Stop and start the database under a site that goes on; return what the site acknowledged."""
    saved: list[str] = []
    published: list[str] = []
    site.start()
    for number in range(STOPS):
        editor = Editor(site.address, "editor", password)
        editor.log_in()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(editor.work_until_refused, f"stop-{number}")
            time.sleep(1.5)
            stop()
        assert editor.statuses[-1] == 503
        assert site.status("/companies/") == 503
        start()
        saved += editor.saved
        published += editor.published
        assert site.status("/companies/") == 200  # without a start of its own
    site.kill()
    assert len(published) >= STOPS
    check_record(site, saved, published)
    return saved, published
