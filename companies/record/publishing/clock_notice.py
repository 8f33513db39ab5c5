"""The way on after a set was published under a clock that was ahead: nothing is lost, and the public is told.

Instants rise with each set, so that a newest revision in the future stops all publishing: the clock may be wrong now,
or it was wrong then. Only a person can say which. Where it was wrong then, a notice says so in public, and publishing
goes on after that revision, each set a microsecond later, until the clock has caught up.
"""

from datetime import datetime, timedelta

from companies import clock
from companies.record.ledger.revision import ClockNotice, lock_head
from companies.record.publishing.refusals import PublishError, Refusal

AHEAD = timedelta(seconds=5)
"""How far the newest instant may lie ahead of the clock before publishing is refused."""

DRIFT = timedelta(minutes=1)
"""How far the sets after a notice may have moved on: a microsecond each. What lies beyond was published anew under a
wrong clock."""


def refuse_future_head(newest: datetime, now: datetime) -> None:
    """Raise PublishError where the newest revision lies in the future and no notice covers it."""
    if ClockNotice.objects.filter(ahead_until__gte=newest - DRIFT).exists():
        return
    reason = (
        f"the newest revision lies {newest - now} ahead of the clock. If the clock is wrong, mend it; if it is right, "
        "the revision was recorded under a wrong one: manage.py accept_clock goes on from there"
    )
    raise PublishError([Refusal("", "", "clock", reason)])


def accept_clock(note: str) -> ClockNotice:
    """Say in public that the newest revisions were recorded under a wrong clock, and let publishing go on after them.

    Raises PublishError without a note, or where the newest revision does not lie in the future.
    """
    if not note.strip():
        raise PublishError([Refusal("", "", "note", "say in a public note what happened")])
    head = lock_head()
    now = clock.now()
    if head.recorded_at is None or head.recorded_at - now <= AHEAD:
        raise PublishError([Refusal("", "", "clock", "the newest revision does not lie ahead of the clock")])
    if ClockNotice.objects.filter(ahead_until__gte=head.recorded_at - DRIFT).exists():
        raise PublishError([Refusal("", "", "clock", "a notice says so already, and publishing goes on")])
    return ClockNotice.objects.create(
        after_seq=head.seq, ahead_until=head.recorded_at, noticed_at=now, note=note.strip()
    )
