"""The file of a backup: written aside, named when it is whole, never over another; and what a given file is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.private_files import FILE_MODE

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite may leave: the file itself, and what it keeps beside it."""
_SQLITE, _POSTGRES = b"SQLite format 3\0", b"PGDMP"
_HEADER_BYTES = 100


class BackupError(Exception):
    """Why there is no backup, or why it is not restored: one sentence."""


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """Give a private file to write aside; name it ``file`` when the block ends well, else nothing is left of it.

    Raises BackupError where ``file`` holds something, or the folder takes no file. An empty file is no backup and no
    record, and is replaced.
    """
    refuse_taken(file)
    partial = file.with_name(f"{file.name}.partial-{os.getpid()}")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    except OSError as error:
        raise BackupError(f"{file.parent} takes no file: {error.strerror}.") from error
    try:
        yield partial
        _keep(partial)
        _name(partial, file)
        _keep(file.parent)
    except OSError as error:
        raise BackupError(f"{file} can't be written: {error.strerror}. Nothing was written.") from error
    finally:
        for ending in BESIDE:
            with suppress(OSError):
                Path(f"{partial}{ending}").unlink()


def refuse_taken(file: Path) -> None:
    """Raise BackupError where something is at ``file`` already, but for an empty file."""
    if os.path.lexists(file) and not (file.is_file() and file.stat().st_size == 0):
        raise BackupError(f"{file} is there already, and nothing is ever written over: give another name.")


def kind_of(file: Path) -> str:
    """Return whose backup a file is, ``sqlite`` or ``postgresql``. Raises BackupError for any that is plainly none."""
    try:
        with file.open("rb") as opened:
            header = opened.read(_HEADER_BYTES)
        size = file.stat().st_size
    except OSError as error:
        raise BackupError(f"{file} can't be read: {error.strerror}.") from error
    if header.startswith(_POSTGRES):
        return "postgresql"
    if not header.startswith(_SQLITE) or len(header) < _HEADER_BYTES:
        raise BackupError(f"{file} is no backup: give a file that manage.py backup has written.")
    # Places in the header, as SQLite's “Database File Format” has them: 18 and 19 say WAL by 2, 28 counts the pages.
    if 2 in header[18:20]:
        raise BackupError(
            f"{file} is a copy of a record's own file, which may lack what was saved last: "
            "give a file that manage.py backup has written."
        )
    page = int.from_bytes(header[16:18], "big")
    if size < (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big"):
        raise BackupError(f"{file} is incomplete: its end is missing.")
    return "sqlite"


def _name(partial: Path, file: Path) -> None:
    """Give a file its name. A link is refused where somebody has taken the name meanwhile; a rename would not be."""
    if file.is_file() and file.stat().st_size == 0:
        partial.replace(file)
        return
    try:
        os.link(partial, file)
    except FileExistsError:
        refuse_taken(file)
    except OSError:  # a disk that knows no links
        refuse_taken(file)
        partial.rename(file)


def _keep(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder, before anybody is told so."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
