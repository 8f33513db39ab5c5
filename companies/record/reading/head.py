"""Where the record stands now: the head and the lowest floor, in one statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import Error, connections

from companies.record.ledger.revision import Floor, Head

# Every answer asks this, and one that needs no making asks nothing else: written out, it costs a tenth of what it
# costs to have it compiled each time. Joined, so that SQLite still knows the floor for an instant.
_STATEMENT = f"""
    SELECT head.seq, head.recorded_at, head.ledger, floor.instant
    FROM {Head._meta.db_table} AS head LEFT JOIN {Floor._meta.db_table} AS floor ON true
    WHERE head.id = {Head.ONLY} ORDER BY floor.instant LIMIT 1
"""  # noqa: S608 - names of ours


class HeadState(NamedTuple):
    """The newest revision, and the lowest instant that a set under way may still take."""

    seq: int
    recorded_at: datetime | None
    ledger: str
    floor: datetime | None


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
    seq, recorded_at, ledger, floor = row
    # SQLite gives instants without their zone, which is UTC, and PostgreSQL those of a connection that is set to it.
    return HeadState(seq, recorded_at and recorded_at.replace(tzinfo=UTC), ledger, floor and floor.replace(tzinfo=UTC))
