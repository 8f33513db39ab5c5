"""The two clocks, and the one state of the record that a response is read from (design: rules of time 3 to 5)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from companies import clock
from companies.record.ledger.revision import Revision
from companies.record.reading import replica
from companies.record.reading.head import read_head, read_head_of

SETTLED = timedelta(seconds=60)
"""How far an instant later than the newest revision lies back before an answer may be kept for ever."""


@dataclass(frozen=True)
class Clocks:
    """What was asked: the day that is looked at, and the state of knowledge. None where nothing was asked."""

    valid_on: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True)
class Snapshot:
    """One state of the record. All queries of a response read as known at ``instant``."""

    clocks: Clocks
    head: int
    """The newest revision's ``seq`` at that instant; 0 before the first."""
    instant: datetime | None
    """That revision's instant: the ``Last-Modified``; None before the first."""
    ledger: str
    """The ledger's hash at that revision."""
    today: date
    settled: bool
    """Whether the same address gives the same bytes for ever."""
    newest: int = field(compare=False)
    """The newest ``seq`` of all that the database held, whatever ``known_at`` asks. No answer is made from it."""
    notice: int = 0
    """The revision that the newest clock notice follows; 0 where there is none, and for a ``known_at``: what had been
    noticed by then is told by ``head``."""

    @property
    def known_at(self) -> datetime | None:
        """The instant that is told: the asked one, else the head's."""
        return self.clocks.known_at or self.instant

    @property
    def valid_on(self) -> date | None:
        """The day that was asked, if any."""
        return self.clocks.valid_on

    @property
    def day(self) -> date:
        """The day whose facts are shown: the asked one, else today (UTC)."""
        return self.clocks.valid_on or self.today

    @property
    def past(self) -> bool:
        """Whether this is anything but today as known now."""
        return self.clocks != Clocks()


def take_snapshot(clocks: Clocks, at_least: int = 0) -> Snapshot:
    """Read the head, and for an earlier ``known_at`` the newest revision of then; at most two queries.

    The clocks must have been judged before: neither lies in the future. Where the database is a replica, it takes one
    query more for a ``known_at``, and ReplicaBehindError is raised for what only the primary can answer: a head older
    than ``at_least`` or than its reader has seen, and an instant up to which it has not replayed.
    """
    at_least = max(at_least, replica.newest_seen())
    known_until = replica.known_until() if clocks.known_at is not None else None
    head = read_head()
    replica.note_head(head.seq, at_least)
    newest = head.recorded_at
    closed = clocks.known_at is None or _is_closed(clocks.known_at, newest, head.floor, known_until)
    if not closed:
        replica.leave_to_primary()
    seq, instant, ledger = head.seq, head.recorded_at, head.ledger
    if clocks.known_at is not None and newest is not None and clocks.known_at < newest:
        seq, instant, ledger = read_head_of(clocks.known_at)
    settled = closed and clocks.valid_on is not None and clocks.known_at is not None
    notice = head.notice if clocks.known_at is None else 0
    return Snapshot(clocks, seq, instant, ledger, clock.today(), settled, head.seq, notice)


def first_instant() -> datetime | None:
    """Return since when the record has been kept: its first revision's instant; None for an empty record."""
    return Revision.objects.order_by("seq").values_list("recorded_at", flat=True).first()


def _is_closed(
    known_at: datetime, newest: datetime | None, floor: datetime | None, known_until: datetime | None
) -> bool:
    """Return whether no set that this state lacks can bear an instant up to ``known_at`` (design: rules of time 5).

    Up to the newest instant no clock is asked: whatever is published later comes strictly after it. Beyond it, the
    floors tell of sets that are under way, and a minute's distance from what the database knows of those whose clocks
    are a little behind.
    """
    if newest is not None and known_at <= newest:
        return True
    below_floors = floor is None or known_at < floor
    return below_floors and known_until is not None and known_until - known_at >= SETTLED
