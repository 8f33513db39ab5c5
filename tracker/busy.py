"""Which faults of the database pass by themselves: somebody else holds what was asked for, and for too long.

SQLite lets one transaction write at a time, and PostgreSQL locks rows; both give up waiting after a while
(:mod:`tracker.database`). Nothing is broken then, and nothing was written.
"""

import sqlite3

from django.db import OperationalError

RETRY_AFTER_SECONDS = 5

_SQLITE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_POSTGRES = (
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    "55P03",  # lock_not_available: lock_timeout
    "57014",  # query_canceled: statement_timeout
)


def is_busy(error: BaseException | None) -> bool:
    """Tell whether ``error``, or one in whose wake it was raised, is the database's word that it was kept waiting."""
    while error is not None:
        if isinstance(error, OperationalError) and _is_wait(error.__cause__):
            return True
        error = error.__context__
    return False


def _is_wait(said: BaseException | None) -> bool:
    """Judge what the database's driver said; Django names it as the cause of its own error."""
    # The low byte is the kind of fault, the rest its finer kind (SQLITE_BUSY_SNAPSHOT and the like).
    return getattr(said, "sqlite_errorcode", 0) & 0xFF in _SQLITE or getattr(said, "pgcode", "") in _POSTGRES
