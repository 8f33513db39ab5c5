"""What must be true before a site is prepared and served; each refusal says in one line what to do."""

import fcntl
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from tracker.database import is_only_read
from tracker.private_files import keep_folder_private, keep_private

LOCK = "start.lock"
"""The file of DATA_DIR that one start holds while it prepares the site."""


def refuse_taken_port(port: str) -> None:
    """Raise CommandError for a port that is none, or that something else listens on."""
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        raise CommandError(f"PORT is {port!r}: it must be a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            raise CommandError(f"Port {port} is taken or not allowed; set PORT to another.") from error


@contextmanager
def only_start(folder: Path, say: Callable[[str], object]) -> Iterator[None]:
    """Prepare a place alone: a second start waits until the first has done it, and says so."""
    try:
        lock = (folder / LOCK).open("a")
    except OSError:
        yield  # nothing can be prepared in a folder that can't be written
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is preparing this site; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep_place_private(folder: Path) -> None:
    """Take DATA_DIR and the record from everyone else on the machine. Raises CommandError where that can't be done."""
    try:
        keep_folder_private(folder)
        if connection.vendor == "sqlite" and not is_only_read(connection.settings_dict):
            for ending in ("", "-wal", "-shm"):
                keep_private(Path(f"{connection.settings_dict['NAME']}{ending}"))
    except ValueError as error:
        raise CommandError(f"DATA_DIR must be a folder of its own: {error}.") from error
    except OSError as error:
        raise CommandError(
            f"{error.filename or folder} can be read by others and can't be taken from them: {error.strerror}."
        ) from error


def refuse_lost_record(folder: Path, sign: str) -> None:
    """Raise CommandError where the file of a record is empty or gone although one was kept here.

    ``sign``: the file of DATA_DIR that the first publishing left. Filling the place again would hide the loss.
    """
    if connection.vendor != "sqlite" or is_only_read(connection.settings_dict) or not (folder / sign).is_file():
        return
    file = Path(connection.settings_dict["NAME"])
    if not file.parent.is_dir() or file.is_dir():
        return  # no place for a record: that is told when it is opened
    if not file.is_file() or file.stat().st_size == 0:
        raise CommandError(
            f"The record {file} is {'empty' if file.is_file() else 'gone'}, and there was one: put a backup in its "
            f"place (manage.py restore), or remove {folder / sign} to begin a new record."
        )


def refuse_other_database() -> None:
    """Raise CommandError for tables of another program, and for those of a newer version of this one."""
    tables = set(connection.introspection.table_names())
    if tables and MigrationRecorder.Migration._meta.db_table not in tables:
        some = ", ".join(sorted(tables)[:3])
        raise CommandError(f"The database holds tables of another program ({some}): give an empty one.")
    loader = MigrationExecutor(connection).loader
    ours = {config.label for config in apps.get_app_configs()}
    newer = sorted(key for key in loader.applied_migrations if key not in loader.disk_migrations and key[0] in ours)
    if newer:
        names = ", ".join(f"{app}.{name}" for app, name in newer[:3])
        raise CommandError(f"The database was migrated by a newer version ({names}): run that version.")


def migrations_are_due() -> bool:
    """Tell whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def only_reads() -> bool:
    """Tell whether the database takes no writes: SQLite's file was opened for reading, or PostgreSQL says so."""
    if connection.vendor == "sqlite":
        return is_only_read(connection.settings_dict)
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return bool(cursor.fetchone()[0] == "on")
