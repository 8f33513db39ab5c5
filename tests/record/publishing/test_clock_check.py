"""A clock that is far ahead of all that the machine knows is asked about before it is published under."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from companies import clock as product_clock
from companies.record.ledger.revision import Head
from companies.record.publishing import clock_check
from companies.record.publishing.clock_check import FILE, Start, doubt, read_start
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.refusals import PublishError
from tests import cast

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The machine's clocks, which the test sets: they go on as on a real one, unlike a fixed clock."""
    clocks: dict[str, Any] = {"wall": NOW, "uptime": 1000.0}
    monkeypatch.setattr(product_clock, "now", lambda: clocks["wall"])
    monkeypatch.setattr(clock_check, "_uptime", lambda: clocks["uptime"])
    monkeypatch.setattr(clock_check, "_start", Start(NOW, 1000.0, NOW))
    return clocks


def test_a_clock_that_goes_on_as_time_does_is_believed_however_long_nobody_published(machine: dict[str, Any]) -> None:
    machine |= {"wall": NOW + 60 * DAY, "uptime": 1000.0 + 60 * 86400}
    assert doubt(NOW - 90 * DAY) == ""


def test_a_clock_that_jumps_ahead_by_more_than_a_day_is_doubted(machine: dict[str, Any]) -> None:
    machine["wall"] = NOW + DAY
    assert doubt(NOW - 90 * DAY) == ""
    machine["wall"] = NOW + DAY + timedelta(seconds=1)
    assert "the clock says 2027-03-02 12:00 UTC, 1 days after anything" in doubt(NOW - 90 * DAY)
    assert doubt(NOW + DAY) == "", "the newest revision knows"
    assert doubt(None) == "", "nothing is there to lock"


def test_a_process_that_begins_under_a_wrong_clock_knows_what_was_noted(
    machine: dict[str, Any], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / FILE).write_text((NOW - 3 * DAY).isoformat())
    monkeypatch.setattr(clock_check, "_start", Start(NOW, 1000.0, NOW - 3 * DAY))
    assert "3 days after" in doubt(NOW - 90 * DAY)


def test_without_a_note_the_files_of_the_folder_tell(folder: Path) -> None:
    assert read_start().noted is None
    (folder / "secret-key").write_text("x")
    noted = read_start().noted
    assert noted is not None
    assert abs(noted - datetime.now(UTC)) < DAY
    (folder / FILE).write_text("no instant")
    assert read_start().noted is not None
    (folder / FILE).write_text(NOW.isoformat())
    assert read_start().noted == NOW


@pytest.mark.django_db
def test_publishing_asks_first_and_believes_who_says_so(machine: dict[str, Any], folder: Path) -> None:
    publish([cast.source("first")], cause="new_evidence")
    machine["wall"] = NOW + 400 * DAY
    row = cast.source("second")
    with pytest.raises(PublishError, match="if that is right, say so") as refusal:
        publish([row], cause="new_evidence")
    assert [refusal.code for refusal in refusal.value.refusals] == ["doubted_clock"]
    with pytest.raises(PublishError, match="if that is right, say so"):
        retract([("source", "first")], note="Doubtful.")
    assert Head.objects.get().seq == 1
    with publishing_transaction(dry_run=True):
        assert publish([row], cause="new_evidence").revisions
    publish([row], cause="new_evidence", clock_is_right=True)
    assert datetime.fromisoformat((folder / FILE).read_text().strip()) == NOW + 400 * DAY
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    publish([cast.source("third")], cause="new_evidence")


@pytest.mark.django_db
def test_a_folder_that_can_not_be_written_holds_up_nobody(
    machine: dict[str, Any], settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path / "not" / "there"
    assert read_start().noted is None
    publish([cast.source()], cause="new_evidence")
