"""PostgreSQL's own dump, of the very state that is verified, while others go on writing."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from companies.record.ledger.guard import TABLE
from companies.record.ledger.one_state import one_state
from tracker.backups.checking import restored_head, verified_head
from tracker.backups.files import BackupError, new_file
from tracker.database import POSTGRES_PARAMETERS

_FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


def back_up(file: Path) -> str:
    """Dump the database to ``file`` and return the head of the record in it. Raises BackupError."""
    with new_file(file) as partial:
        with one_state(), connection.cursor() as cursor:
            # While pg_dump reads, this transaction keeps the state and asks nothing.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = f"--snapshot={cursor.fetchone()[0]}"
            head = verified_head()
            _run("pg_dump", "--format=custom", *_OURS, snapshot, f"--file={partial}", _to_ours())
        _refuse_damage(partial, str(file))
        return head


def restore(file: Path) -> str:
    """Restore a dump into the database of the settings and return its head. Raises BackupError; then it is empty."""
    if tables := connection.introspection.table_names():
        raise BackupError(f"The database holds tables ({', '.join(sorted(tables)[:3])}): give an empty one.")
    _refuse_damage(file, str(file))
    if not re.search(rf" TABLE DATA \S+ {TABLE} ", _run("pg_restore", "--list", str(file))):
        raise BackupError(f"{file} is no backup of a record: it lacks the table {TABLE}.")
    _run("pg_restore", "--single-transaction", "--exit-on-error", *_OURS, _to_ours(), str(file))
    try:
        return restored_head(str(file))
    except BaseException:
        _empty()
        raise


_OURS = ("--no-owner", "--no-privileges")
"""What is restored belongs to whoever restores it."""


def _refuse_damage(file: Path, name: str) -> None:
    """Read a dump to its end. Raises BackupError where it has none."""
    try:
        _run("pg_restore", f"--file={os.devnull}", str(file))
    except BackupError as error:
        raise BackupError(f"{name} is incomplete or damaged: {error}") from error


def address(settings: Mapping[str, Any]) -> str:
    """Return how libpq finds a database, without the password: that goes where no list of processes shows it."""
    names = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    parts = {name: settings[key] for name, key in names.items() if settings[key]}
    options = settings["OPTIONS"]
    parts |= {name: options[name] for name in POSTGRES_PARAMETERS if name in options and name != "sslpassword"}
    quoted = {name: str(value).replace("\\", "\\\\").replace("'", "\\'") for name, value in parts.items()}
    return " ".join(f"{name}='{value}'" for name, value in quoted.items())


def _to_ours() -> str:
    return f"--dbname={address(connection.settings_dict)}"


def _run(program: str, *arguments: str) -> str:
    """Run one of PostgreSQL's programs and return what it printed. Raises BackupError with its first complaint."""
    path = shutil.which(program)
    if path is None:
        raise BackupError(f"{program} is missing: install it (Debian, Ubuntu: apt install postgresql-client).")
    given = {**os.environ, "PGPASSWORD": connection.settings_dict["PASSWORD"]}
    if not given["PGPASSWORD"]:
        del given["PGPASSWORD"]
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program, without a shell
        [path, *arguments], env=given, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise BackupError(next(iter(done.stderr.strip().splitlines()), f"{program} failed."))
    return done.stdout


def _empty() -> None:
    """Take away what was restored into a database that had nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        cursor.execute(_FUNCTIONS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")
