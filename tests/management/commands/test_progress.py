"""Commands that take long on a large record show how far they have come: on a terminal, and nowhere else."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import cast
from tests.desk.pack.test_progress import Terminal

COMMANDS = {
    "verify_record": "Verifying",
    "rebuild_entries": "Rebuilding",
    "recompose": "Composing",
    "export_pack": "Writing",
    "export_pack --published": "Writing",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def run(command: str, folder: Path, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a command and return what it writes to standard error; a second run is as good as the first."""
    name, *options = command.split()
    monkeypatch.setattr("sys.stderr", stream)
    for number in range(2):
        call_command(name, *([str(folder / f"out-{number}")] if name == "export_pack" else []), *options)
    return stream.getvalue()


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_drawn_on_a_terminal(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.stance()
    cast.publish_everything()
    told = run(command, tmp_path, Terminal(), monkeypatch)
    assert f"\r{COMMANDS[command]}:" in told
    assert told.endswith("\r")


@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_pipe_nothing_is_told_but_faults(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.stance()
    cast.publish_everything()
    assert run(command, tmp_path, io.StringIO(), monkeypatch) == ""
