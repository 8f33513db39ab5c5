"""A progress bar for whoever watches a terminal; in a pipe nothing at all."""

import time
from typing import TextIO

WIDTH = 30
EVERY = 0.1
"""Seconds between two drawings."""


class ProgressBar:
    """Draws how far a part of the work has come, on one line that is wiped when the work ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._name, self._total, self._done, self._drawn_at = "", 0, 0, 0.0

    def part(self, name: str, total: int) -> None:
        """Begin a part with ``total`` rows; 0 where it can't be told how far it has come."""
        self._name, self._total, self._done = name, total, 0
        self._draw()

    def step(self, rows: int) -> None:
        """Move on by ``rows``."""
        self._done += rows
        if time.monotonic() - self._drawn_at >= EVERY:
            self._draw()

    def end(self) -> None:
        """Wipe the line, so that what is written next stands alone."""
        self._say("")

    def _draw(self) -> None:
        self._drawn_at = time.monotonic()
        if not self._total:
            self._say(f"{self._name} …")
            return
        filled = WIDTH * min(self._done, self._total) // self._total
        bar = "█" * filled + "░" * (WIDTH - filled)
        self._say(f"{self._name} {bar} {self._done:,} of {self._total:,}")

    def _say(self, text: str) -> None:
        if self._shown:
            self._stream.write(f"\r\x1b[2K{text}")
            self._stream.flush()
