"""What a replica may answer: nothing older than was seen, and nothing that it can't know yet (decision 044).

A replica is a copy of the database that follows it, mostly by milliseconds, at times by hours. Which database a
request is read from is the site's choice (``tracker.routing``), told here for as long as the request lasts; where
nothing is told, it is the primary. What the copy holds is judged here, where the head is read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from companies import clock


class ReplicaBehindError(Exception):
    """The replica that was asked lacks what the answer needs. The request is to be read from another database."""


@dataclass
class Reading:
    """How one request is read. ``head`` is noted in it, since it is what its reader will have seen."""

    database: str
    """The alias that all queries of the request go to."""
    at_least: int = 0
    """The head that somebody has seen: nothing older is answered by a replica."""
    replayed_until: Callable[[], datetime | None] | None = None
    """Of a replica: asks it when the last transaction that it has replayed was committed. None for the primary."""
    head: int = 0
    """The newest head that was read."""


_current: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading_from(reading: Reading) -> Iterator[Reading]:
    """Read everything inside as ``reading`` says."""
    token = _current.set(reading)
    try:
        yield reading
    finally:
        _current.reset(token)


def current_reading() -> Reading | None:
    """Return how the request at hand is read; None outside of one."""
    return _current.get()


def known_until() -> datetime | None:
    """Return up to which instant the database that is read knows what was committed; None where it can't tell.

    The primary knows up to now. A replica is to be asked *before* its head is read: what it had replayed by then is in
    the state that is read after.
    """
    reading = _current.get()
    if reading is None or reading.replayed_until is None:
        return clock.now()
    return reading.replayed_until()


def note_head(head: int, at_least: int) -> None:
    """Note the head that was read. Raises ReplicaBehindError where a replica's is older than what was seen or asked."""
    reading = _current.get()
    if reading is None:
        return
    if reading.replayed_until is not None and head < max(reading.at_least, at_least):
        raise ReplicaBehindError
    reading.head = max(reading.head, head)


def leave_to_primary() -> None:
    """Raise ReplicaBehindError on a replica: what is asked lies beyond what it can know."""
    reading = _current.get()
    if reading is not None and reading.replayed_until is not None:
        raise ReplicaBehindError
