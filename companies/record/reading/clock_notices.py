"""Public words on revisions that were recorded under a clock that was ahead."""

from companies.record.ledger.revision import ClockNotice
from companies.record.reading.snapshot import Snapshot


def clock_notices(snapshot: Snapshot) -> list[ClockNotice]:
    """Return the notices that had been given at the snapshot, in order; one query.

    A notice has no place in the ledger. At an earlier instant it is known to have been there only where revisions
    follow it, so that what was told then stays as it was.
    """
    if snapshot.clocks.known_at is None:
        return list(ClockNotice.objects.filter(after_seq__lte=snapshot.notice))
    return list(ClockNotice.objects.filter(after_seq__lt=snapshot.head))
