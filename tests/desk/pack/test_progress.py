import io

import pytest

from companies.desk.pack.progress import progress_bar


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


def drawn(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what is written to standard error while two parts of a load go by."""
    monkeypatch.setattr("sys.stderr", stream)
    with progress_bar("Reading"):
        pass
    with progress_bar("Writing", 1200) as bar:
        bar.update(600)
        bar.refresh()
        bar.update(600)
    return stream.getvalue()


def test_in_a_pipe_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(io.StringIO(), monkeypatch) == ""


def test_on_a_terminal_a_part_is_drawn_by_its_name_and_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    told = drawn(Terminal(), monkeypatch)
    assert "\rReading …" in told
    assert "\rWriting:   0%" in told
    assert "\rWriting:  50%" in told
    assert "600/1200" in told


def test_the_line_is_wiped_so_that_what_is_written_next_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    told = drawn(Terminal(), monkeypatch)
    assert "\n" not in told
    assert told.rpartition("\r")[0].rpartition("\r")[2].strip() == ""
    assert told.endswith("\r")


def test_steps_that_come_fast_are_drawn_only_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with progress_bar("Writing", 10) as bar:
        for _ in range(10):
            bar.update()
        assert terminal.getvalue().count("Writing") == 1
