"""`manage.py export_pack`: write the desk, or what is published, as a data pack."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from companies.desk.pack.exporting import DESK, PUBLISHED, export
from companies.desk.pack.faults import PackError
from companies.desk.pack.progress import progress_bar


class Command(BaseCommand):
    """Writes the seven files, all of them or none."""

    help = "Write the desk's rows, drafts included, as a data pack (data/FORMAT.md) that load_pack reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and whether to write the record instead of the desk."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is empty or does not exist")
        parser.add_argument("--published", action="store_true", help="write what is published now, not the desk")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files; raises CommandError where the folder is in use or can't be written."""
        source = PUBLISHED if options["published"] else DESK
        try:
            with progress_bar("Writing", source.count()) as bar:
                lines = export(options["folder"], source, bar.update)
        except PackError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{lines:,} rows written to {options['folder']}.")
