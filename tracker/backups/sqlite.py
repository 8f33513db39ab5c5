"""SQLite's own online copy: of one state of the file, while others go on writing."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from tracker.backups.checking import restored_head, telling_damage, verified_head
from tracker.backups.files import BESIDE, BackupError, new_file
from tracker.database import is_only_read


def back_up(file: Path) -> str:
    """Write the database to ``file`` and return the head of the record in it. Raises BackupError."""
    with new_file(file) as partial:
        connection.ensure_connection()
        with connection.wrap_database_errors, closing(sqlite3.connect(partial)) as copy:
            connection.connection.backup(copy)
        with _opened(partial):
            _refuse_damage(str(file))
            head = verified_head()
        with connection.wrap_database_errors, closing(sqlite3.connect(partial)) as copy:
            # One file that is complete by itself, which also tells it from a record in use.
            copy.execute("PRAGMA journal_mode=DELETE")
        return head


def restore(file: Path) -> str:
    """Put a backup where settings want the record and return its head. Raises BackupError; then nothing is there."""
    place = Path(connection.settings_dict["NAME"])
    refuse_used_place(place)
    with new_file(place) as partial:
        shutil.copyfile(file, partial)
        with _opened(partial), telling_damage(str(file)):
            _refuse_damage(str(file))
            return restored_head(str(file))


def refuse_used_place(place: Path) -> None:
    """Raise BackupError where a record is in the place, or what is left of one."""
    if is_only_read(connection.settings_dict):
        raise BackupError("The place of the record can only be read: it is not empty, or takes nothing.")
    for ending in BESIDE:
        found = Path(f"{place}{ending}")
        if found.is_dir() or (found.is_file() and found.stat().st_size):
            raise BackupError(f"{found} is there: a backup is restored into an empty place only. Move it away first.")


@contextmanager
def _opened(file: Path) -> Iterator[None]:
    """The connection is on another file inside the block."""
    settings, name = connection.settings_dict, connection.settings_dict["NAME"]
    connection.close()
    settings["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = name


def _refuse_damage(name: str) -> None:
    with connection.cursor() as cursor:
        for pragma, sound in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            found = cursor.execute(f"PRAGMA {pragma}").fetchall()
            if found != sound:
                raise BackupError(f"{name} is damaged ({pragma}: {found[0][0]}). Nothing was written.")
