"""How a management command of this project runs: private files, any output, and one line for what is not its fault."""

import os
import sqlite3
import sys
from collections.abc import Sequence
from typing import TextIO

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error
from django.utils.text import capfirst

from tracker.database_faults import fault_of

UMASK = 0o077
"""What we write is read by nobody else: the record holds drafts, private notes and passwords (S01)."""

_DAMAGE = "The database file is damaged, or is none of SQLite's ({}): put a backup in its place."
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_SUCH_TABLE = ("42P01", "42703")
"""PostgreSQL's codes for a table or a column that is not there."""


def run(arguments: Sequence[str]) -> None:
    """Run ``manage.py``; what an operator set wrongly or the database refuses is told in one line, and ends it."""
    os.umask(UMASK)
    write_any_letter(sys.stdout)
    write_any_letter(sys.stderr)
    try:
        execute_from_command_line(list(arguments))
    except ImproperlyConfigured as error:
        sys.exit(f"manage.py: {error}")
    except (Error, UnicodeDecodeError) as error:
        if said := told(error):
            sys.exit(f"manage.py: {said}")
        raise


def write_any_letter(stream: TextIO) -> None:
    """Have a stream that knows few letters, as of a terminal in plain ASCII, write the others by their codes."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def told(error: Error | UnicodeDecodeError) -> str:
    """Return in one line what the database refused; blank where it is a fault of ours, which shows its trace."""
    if isinstance(error, UnicodeDecodeError):
        # SQLite's word for damage repeats a part of the file, which is no text; any other such fault is ours.
        return _DAMAGE.format("no text") if "sqlite3" in _last_file(error) else ""
    reason = (str(error).strip().splitlines() or [""])[0]
    if fault := fault_of(error):
        return f"{capfirst(str(fault.clause))} ({reason}); nothing was written."
    if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
        return _DAMAGE.format(reason)
    if "no such table" in reason or "no such column" in reason or _code(error) in _NO_SUCH_TABLE:
        return f"The database is not of this version ({reason}): run manage.py migrate, or bin/serve."
    return ""


def _last_file(error: BaseException) -> str:
    """Return the file in which an error was raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename if trace else ""


def _code(error: Error) -> str:
    return getattr(error.__cause__, "pgcode", None) or ""
