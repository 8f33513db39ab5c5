"""`manage.py backup FILE`: all of the database in one private file, while the site is served and written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tracker.backups import postgresql, sqlite
from tracker.backups.files import BackupError


class Command(BaseCommand):
    """Writes a backup, verifies it and tells its head."""

    help = (
        "Write the whole database, drafts and accounts included, to a new file that only you can read. "
        "Everything that was saved before it began is in it. Others may go on writing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", metavar="FILE", type=Path, help="a file that does not exist")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it; raises CommandError in one line where there is no whole backup, and then there is no file."""
        engine = sqlite if connection.vendor == "sqlite" else postgresql
        file = options["file"].absolute()
        try:
            head = engine.back_up(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file} holds the whole record, verified. Its head: {head}")
