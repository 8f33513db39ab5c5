"""Which faults of the database are none of ours and pass, by themselves or by an operator's hand: 503, not 500.

SQLite lets one transaction write at a time, and PostgreSQL locks rows; both give up waiting after a while
(:mod:`tracker.database`). A disk fills up or is mounted for reading alone, a server is stopped and started again. In
none of these cases was anything written: a save is one transaction, and it did not commit.
"""

import sqlite3
from dataclasses import dataclass

from django.db import Error
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RETRY_AFTER_SECONDS = 5


@dataclass(frozen=True)
class DatabaseFault:
    """One kind of fault: the API's problem type, and its words as a clause, a reason and the way out."""

    code: str
    clause: Promise
    reason: Promise


BUSY = DatabaseFault(
    "busy",
    _("the database is busy"),
    _("Somebody else’s work took longer than this could wait. Nothing is broken."),
)
FULL = DatabaseFault(
    "unavailable",
    _("the disk is full"),
    _("The record can be read. It can be written again as soon as whoever runs this site has made room."),
)
READ_ONLY = DatabaseFault(
    "unavailable",
    _("the record can only be read at the moment"),
    _("Whoever runs this site has to let it be written again."),
)
AWAY = DatabaseFault(
    "unavailable",
    _("the database can’t be reached"),
    _("It may be starting again. What was published before is not harmed by this."),
)

_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: AWAY,
    sqlite3.SQLITE_CANTOPEN: AWAY,
}
_POSTGRES = {
    "40001": BUSY,  # serialization_failure
    "40P01": BUSY,  # deadlock_detected
    "55P03": BUSY,  # lock_not_available: lock_timeout
    "57014": BUSY,  # query_canceled: statement_timeout
    "53300": BUSY,  # too_many_connections
    "53100": FULL,  # disk_full
    "25006": READ_ONLY,  # read_only_sql_transaction
}
_POSTGRES_AWAY = ("08", "53", "57P", "58")
"""Beginnings of codes: connection exceptions, lack of resources, operators' shutdowns, faults of the system below."""
_BROKEN_CONNECTION = ("OperationalError", "InterfaceError")
"""What psycopg2 raises, without a code, where the server does not answer or the connection broke."""


def fault_of(error: BaseException | None) -> DatabaseFault | None:
    """Return the fault that ``error``, or one in whose wake it was raised, is the database's word for; else None."""
    while error is not None:
        if isinstance(error, Error) and (fault := _judged(error.__cause__)):
            return fault
        error = error.__context__
    return None


def took_too_long(error: Error) -> bool:
    """Tell whether PostgreSQL ended a statement that took longer than any may."""
    return getattr(error.__cause__, "pgcode", None) == "57014"


def is_busy(error: BaseException | None) -> bool:
    """Tell whether the database was kept waiting for too long."""
    return fault_of(error) is BUSY


def _judged(said: BaseException | None) -> DatabaseFault | None:
    """Judge what the database's driver said; Django names it as the cause of its own error."""
    if isinstance(said, sqlite3.Error):
        # The low byte is the kind of fault, the rest its finer kind (SQLITE_BUSY_SNAPSHOT and the like).
        return _SQLITE.get(getattr(said, "sqlite_errorcode", 0) & 0xFF)
    code = getattr(said, "pgcode", "")  # psycopg2 has none where the server said nothing
    if code is None:
        return AWAY if type(said).__name__ in _BROKEN_CONNECTION else None
    return _POSTGRES.get(code) or (AWAY if code.startswith(_POSTGRES_AWAY) else None)
