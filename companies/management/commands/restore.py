"""`manage.py restore FILE`: a backup put into an empty place, verified before it is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tracker.backups import postgresql, sqlite
from tracker.backups.files import BackupError, kind_of
from tracker.private_files import FOLDER_MODE
from tracker.starting import only_start

_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Command(BaseCommand):
    """Restores a backup, verifies it and tells its head."""

    help = "Put a backup where DATA_DIR and DATABASE_URL say, where nothing is yet. All of it or nothing."
    # A check would open the database, and so make the file that must not be there.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", metavar="FILE", type=Path, help="a file that manage.py backup has written")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore; raises CommandError in one line where it can't be done, and then nothing was written."""
        file, folder = options["file"].absolute(), Path(settings.DATA_DIR)
        try:
            kind = kind_of(file)
            if kind != connection.vendor:
                raise BackupError(
                    f"{file} is a backup of {_NAMES[kind]}, and DATABASE_URL names {_NAMES[connection.vendor]}: "
                    "set it to a database of the same kind."
                )
            folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            with only_start(folder, self.stdout.write):
                head = (sqlite if kind == "sqlite" else postgresql).restore(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or folder} can't be used: {error.strerror}.") from error
        self.stdout.write(f"{file} is restored and verified. The record's head: {head}")
