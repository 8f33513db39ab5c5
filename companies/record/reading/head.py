"""Where the record stands now, in one statement: the head, the lowest floor; and where it stood at an instant."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import Error, connections

from companies.record.ledger.revision import ClockNotice, Floor, Head, Revision

# Every answer asks this, and one that needs no making asks nothing else: written out, it costs a tenth of what it
# costs to have it compiled each time. Joined, so that SQLite still knows the floor for an instant.
_STATEMENT = f"""
    SELECT head.seq, head.recorded_at, head.ledger, floor.instant,
        (SELECT max(after_seq) FROM {ClockNotice._meta.db_table})
    FROM {Head._meta.db_table} AS head LEFT JOIN {Floor._meta.db_table} AS floor ON true
    WHERE head.id = {Head.ONLY} ORDER BY floor.instant LIMIT 1
"""  # noqa: S608 - names of ours
# Written out for the same reason. By time first: by seq alone, a database walks back over everything that came later.
STATEMENT_OF_THEN = (
    f"SELECT seq, recorded_at, ledger FROM {Revision._meta.db_table}"  # noqa: S608 - a name of ours
    " WHERE recorded_at <= %s ORDER BY recorded_at DESC, seq DESC LIMIT 1"
)


class HeadState(NamedTuple):
    """The newest revision, and the lowest instant that a set under way may still take."""

    seq: int
    recorded_at: datetime | None
    ledger: str
    floor: datetime | None
    notice: int
    """The revision that the newest clock notice follows; 0 where there is none."""


_read: ContextVar[list[HeadState | Error] | None] = ContextVar("read", default=None)


@contextmanager
def one_head() -> Iterator[None]:
    """Read the head once inside the block: for a request that only reads, and is judged in more than one place.

    A database that fails then fails in each of them, and is not asked again.
    """
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def read_head() -> HeadState:
    """Return the head with the lowest floor. One statement: a set is either in it, or its floor is.

    Inside :func:`one_head` it is the one that was read there first. Raises Head.DoesNotExist where there is none.
    """
    read = _read.get()
    if read:
        return _told(read[0])
    found = _ask()
    if read is not None:
        read.append(found)
    return _told(found)


def read_head_of(instant: datetime) -> tuple[int, datetime | None, str]:
    """Return ``seq``, ``recorded_at`` and ``ledger`` of the newest revision by an instant; zero and blank before all.

    It is asked anew each time: what a process remembered of a ledger would outlive the ledger, where another is
    restored in its place.
    """
    connection = connections[Revision.objects.db]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT_OF_THEN, [connection.ops.adapt_datetimefield_value(instant)])
        row = cursor.fetchone()
    if row is None:
        return 0, None, ""
    seq, recorded_at, ledger = row
    return seq, recorded_at.replace(tzinfo=UTC), ledger


def _told(found: HeadState | Error) -> HeadState:
    if isinstance(found, Error):
        raise found
    return found


def _ask() -> HeadState | Error:
    try:
        with connections[Head.objects.db].cursor() as cursor:
            cursor.execute(_STATEMENT)
            row = cursor.fetchone()
    except Error as error:
        return error
    if row is None:
        raise Head.DoesNotExist
    seq, recorded_at, ledger, floor, notice = row
    # SQLite gives instants without their zone, which is UTC, and PostgreSQL those of a connection that is set to it.
    return HeadState(
        seq,
        recorded_at and recorded_at.replace(tzinfo=UTC),
        ledger,
        floor and floor.replace(tzinfo=UTC),
        notice or 0,
    )
