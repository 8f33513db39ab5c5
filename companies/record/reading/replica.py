"""What a replica may answer: nothing older than was seen, and nothing that it can't know yet (decision 044).

A replica is a copy of the database that follows it, mostly by milliseconds, at times by hours. Which database a
request is read from is the site's choice (``tracker.routing``), told here for as long as the request lasts; where
nothing is told, it is the primary. What the copy holds is judged here, where the head is read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from companies import clock


class ReplicaBehindError(Exception):
    """The replica that was asked lacks what the answer needs. The request is to be read from another database."""


class Replica(Protocol):
    """What the site knows of the replica that a request is read from; asked only where a head is read."""

    def newest_seen(self) -> int | None:
        """Return the head that somebody has seen, below which nothing may be answered; None where nobody can tell."""

    def replayed_until(self) -> datetime | None:
        """Return when the last transaction that it has replayed was committed; None where it can't tell."""


@dataclass
class Reading:
    """How one request is read. ``head`` is noted in it, since it is what its reader will have seen."""

    database: str
    """The alias that all queries of the request go to."""
    replica: Replica | None = None
    """None for the primary."""
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


def newest_seen() -> int:
    """Return the head below which the database that is read may not answer: 0 for the primary.

    Raises ReplicaBehindError for a replica where nobody can tell.
    """
    replica = _replica()
    if replica is None:
        return 0
    seen = replica.newest_seen()
    if seen is None:
        raise ReplicaBehindError
    return seen


def known_until() -> datetime | None:
    """Return up to which instant the database that is read knows what was committed; None where it can't tell.

    The primary knows up to now. A replica is to be asked *before* its head is read: what it had replayed by then is in
    the state that is read after.
    """
    replica = _replica()
    return clock.now() if replica is None else replica.replayed_until()


def note_head(head: int, at_least: int) -> None:
    """Note the head that was read. Raises ReplicaBehindError where a replica's is older than ``at_least``."""
    if head < at_least:
        leave_to_primary()
    if (reading := _current.get()) is not None:
        reading.head = max(reading.head, head)


def leave_to_primary() -> None:
    """Raise ReplicaBehindError on a replica: what is asked lies beyond what it can know."""
    if _replica() is not None:
        raise ReplicaBehindError


def _replica() -> Replica | None:
    reading = _current.get()
    return reading.replica if reading else None
