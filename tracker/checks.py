"""System checks that read a database's settings back from the open connection (R01).

What the settings ask for is not proof: a read-only disk or another program may leave less in force.
"""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.database import SQLITE_TIMEOUT_SECONDS, is_only_read

# Pragma, the value it must have at least, and what is lost with less.
WANTED_PRAGMAS: tuple[tuple[str, str | int, str], ...] = (
    ("journal_mode", "wal", "readers would wait for writers"),
    ("synchronous", 2, "a power cut could lose an acknowledged save"),
    ("foreign_keys", 1, "rows could point at nothing"),
    ("busy_timeout", SQLITE_TIMEOUT_SECONDS * 1000, "writers would fail instead of waiting"),
)


def check_databases(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Return an Error for each setting weaker than the record needs; a database that is away is not judged."""
    faults: list[CheckMessage] = []
    for alias in databases or (DEFAULT_DB_ALIAS,):
        connection = connections[alias]
        try:
            connection.ensure_connection()
        except OperationalError:
            continue
        judge = sqlite_faults if connection.vendor == "sqlite" else postgres_faults
        faults += [Error(message, obj=alias, id="tracker.E001") for message in judge(connection)]
    return faults


def check_replicas(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Return an Error for each replica that is no copy of the primary; one that is away is not judged.

    It is looked at where databases are asked for by name, as at each start: not by every command.
    """
    if not databases or not settings.REPLICAS:
        return []
    primary = _copied_from(DEFAULT_DB_ALIAS)
    found = {alias: _copied_from(alias) for alias in settings.REPLICAS}
    return [
        Error(f"{alias} of REPLICA_URLS is no replica of DATABASE_URL's database.", obj=alias, id="tracker.E002")
        for alias, copied in found.items()
        if copied and primary and copied != primary
    ]


def _copied_from(alias: str) -> tuple[int, str] | None:
    """Return what a server and all its copies have in common, with the database; None for one that is away."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT system_identifier, current_database() FROM pg_control_system()")
            found: tuple[int, str] = cursor.fetchone()
    except DatabaseError:
        return None
    return found


def sqlite_faults(connection: BaseDatabaseWrapper) -> list[str]:
    """What is weaker than asked on this SQLite connection, one sentence each; nothing where it takes no writes."""
    faults: list[str] = []
    if is_only_read(connection.settings_dict):
        return faults
    with connection.cursor() as cursor:
        for pragma, wanted, loss in WANTED_PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
            value = cursor.fetchone()[0]
            enough = value == wanted if isinstance(wanted, str) else value >= wanted
            if not enough:
                faults.append(f"SQLite's {pragma} is {value!r}, not {wanted!r}: {loss}.")
    mode = getattr(connection, "transaction_mode", None)
    if mode != "IMMEDIATE":
        faults.append(f"SQLite's transaction_mode is {mode!r}, not 'IMMEDIATE': saves would fail as locked.")
    return faults


def postgres_faults(connection: BaseDatabaseWrapper) -> list[str]:
    """What is weaker than asked on this PostgreSQL server, one sentence each."""
    faults = []
    with connection.cursor() as cursor:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute(f"SHOW {setting}")
            value = cursor.fetchone()[0]
            if value == "off" or (setting == "synchronous_commit" and value == "local"):
                faults.append(f"PostgreSQL's {setting} is {value!r}: a power cut could lose an acknowledged save.")
        cursor.execute("SHOW server_encoding")
        if (encoding := cursor.fetchone()[0]) != "UTF8":
            faults.append(f"PostgreSQL's encoding is {encoding!r}, not 'UTF8'.")
    return faults
