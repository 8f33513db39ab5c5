"""The two clocks, and the one state of the record that a response is read from (design: rules of time 3 to 5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from companies import clock
from companies.record.ledger.revision import Revision
from companies.record.reading.head import read_head

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


def take_snapshot(clocks: Clocks) -> Snapshot:
    """Read the head, and for an earlier ``known_at`` the newest revision of then; at most two queries.

    The clocks must have been judged before: neither lies in the future.
    """
    head = read_head()
    newest = head.recorded_at
    seq, instant, ledger = head.seq, head.recorded_at, head.ledger
    if clocks.known_at is not None and newest is not None and clocks.known_at < newest:
        columns = Revision.objects.order_by("-seq").values_list("seq", "recorded_at", "ledger")
        seq, instant, ledger = columns.filter(recorded_at__lte=clocks.known_at).first() or (0, None, "")
    return Snapshot(clocks, seq, instant, ledger, clock.today(), _is_settled(clocks, newest, head.floor))


def first_instant() -> datetime | None:
    """Return since when the record has been kept: its first revision's instant; None for an empty record."""
    return Revision.objects.order_by("seq").values_list("recorded_at", flat=True).first()


def _is_settled(clocks: Clocks, newest: datetime | None, floor: datetime | None) -> bool:
    """Return whether no set that is still to come can change the answer (design: rules of time 5).

    Up to the newest instant no clock is asked: whatever is published later comes strictly after it. Beyond it, the
    floors tell of sets that are under way, and a minute's distance of those whose clocks are a little behind.
    """
    if clocks.valid_on is None or clocks.known_at is None:
        return False
    if newest is not None and clocks.known_at <= newest:
        return True
    return (floor is None or clocks.known_at < floor) and clock.now() - clocks.known_at >= SETTLED
