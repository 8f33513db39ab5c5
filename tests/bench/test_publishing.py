"""What reads take beside publishing is measured in a copy of the world, into which answers are published."""

from pathlib import Path

import pytest

from bench.measure.places import Place, run
from bench.measure.publisher import TOGETHER
from bench.measure.publishing import beside_publishing
from tests.crash.databases import new_database

SECONDS = 0.05


@pytest.mark.django_db
def test_reads_are_measured_with_and_without_somebody_who_publishes(tmp_path: Path) -> None:
    with new_database() as database:
        folder = tmp_path / "100"
        options = ["--data-dir", str(folder), *(["--database", database] if database else [])]
        run(["-m", "bench.world", "100", *options], {})
        place = Place(100, folder, database, "")
        before = _head(place)
        found = list(beside_publishing(place, tmp_path / "copy", SECONDS, 2, ["item"]))
        assert _head(place) == before, "the world stays as it was made"
    assert [result["publishing"] for result in found] == [False, True, True, False]
    assert [result["published"] > 0 for result in found] == [False, True, True, False]
    assert all(result["published"] % TOGETHER == 0 for result in found)
    assert all(result["requests"] > 0 and result["p50_ms"] > 0 for result in found)


def _head(place: Place) -> str:
    script = "from companies.record.ledger.revision import Head; print(Head.objects.get().ledger)"
    return run(["manage.py", "shell", "--verbosity=0", "--command", script], place.environment())
