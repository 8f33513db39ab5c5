import io

import pytest

from companies.desk.pack import progress
from companies.desk.pack.progress import ProgressBar


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


def test_in_a_pipe_nothing_is_drawn() -> None:
    pipe = io.StringIO()
    bar = ProgressBar(pipe)
    bar.part("Writing", 2)
    bar.step(2)
    bar.end()
    assert pipe.getvalue() == ""


def test_on_a_terminal_the_bar_is_drawn_on_one_line_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0)
    terminal = Terminal()
    bar = ProgressBar(terminal)
    bar.part("Reading", 0)
    bar.part("Writing", 1200)
    bar.step(600)
    bar.step(900)
    bar.end()
    drawn = terminal.getvalue().split("\r\x1b[2K")
    assert drawn == [
        "",
        "Reading …",
        f"Writing {'░' * 30} 0 of 1,200",
        f"Writing {'█' * 15}{'░' * 15} 600 of 1,200",
        f"Writing {'█' * 30} 1,500 of 1,200",
        "",
    ]


def test_steps_that_come_fast_are_drawn_only_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 100.0)
    terminal = Terminal()
    bar = ProgressBar(terminal)
    bar.part("Writing", 10)
    for _ in range(10):
        bar.step(1)
    assert terminal.getvalue().count("Writing") == 1
