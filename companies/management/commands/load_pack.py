"""`manage.py load_pack`: read data packs into the desk, and publish them where asked."""

import gc
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from companies.desk.pack.comparing import PackDifference
from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import Loading, LoadOptions, load
from companies.desk.pack.telling import counted, difference_lines
from companies.record.ledger.statistics import gather_statistics
from companies.record.publishing.causes import LATER


class Command(BaseCommand):
    """Checks all files, tells the difference, writes all or nothing."""

    help = "Load data packs (data/FORMAT.md) into the desk; all of it or nothing. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folders and what to do with their rows."""
        parser.add_argument("folders", metavar="DIR", nargs="+", type=Path, help="a folder with the seven files")
        parser.add_argument("--dry-run", action="store_true", help="check and show the difference, write nothing")
        parser.add_argument("--publish", action="store_true", help="publish every row that is a draft or has changed")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the packs' rows over those edited at the desk since"
        )
        parser.add_argument("--cause", choices=LATER, default="", help="why published rows change")
        parser.add_argument("--note", default="", help="the public reason, told beside each change")
        parser.add_argument("--clock-is-right", action="store_true", help="publish under a clock that is doubted")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load; raises CommandError with every reason at once, and then nothing was written."""
        load_options = LoadOptions(
            publish=options["publish"],
            overwrite=options["overwrite"],
            dry_run=options["dry_run"],
            cause=options["cause"],
            note=options["note"],
            clock_is_right=options["clock_is_right"],
        )

        def tell(difference: PackDifference) -> None:
            for line in difference_lines(difference, each_new=options["verbosity"] > 1):
                self.stdout.write(line)

        try:
            with _collecting_rarely():
                loading = load(options["folders"], load_options, tell)
        except PackError as error:
            raise CommandError(f"{error}\n{counted(len(error.reasons), 'fault')}; nothing was written.") from error
        except IntegrityError as error:
            reason = str(error).splitlines()[0]  # what follows on PostgreSQL is the whole row, private note and all
            raise CommandError(f"The database refused: {reason}. Nothing was written; run it again.") from error
        if loading.difference.writes and not load_options.dry_run:
            gather_statistics()
        self._tell_result(loading, load_options)

    def _tell_result(self, loading: Loading, options: LoadOptions) -> None:
        for oddity in loading.oddities:
            self.stderr.write(f"Warning: {oddity}")
        for retraction in loading.taken_back:
            self.stdout.write(f"Taken back: {' '.join(retraction.key)}: {retraction.note}")
        for row in loading.retracted:
            self.stdout.write(f"Retracted, not published again: {row.kind_name} {row.public_key}")
        writes, revisions = loading.difference.writes, loading.revisions
        if not writes and not revisions:
            self.stdout.write("Nothing to change.")
            return
        would = "would be " if options.dry_run else ""
        self.stdout.write(f"{counted(writes, 'row')} {would}written at the desk.")
        if revisions:
            span = f"{revisions[0].seq:,} to {revisions[-1].seq:,}"
            self.stdout.write(f"{counted(len(revisions), 'revision')} {would}published: {span}.")
        elif not options.publish:
            self.stdout.write("None of it is public: --publish publishes it.")
        if options.dry_run:
            self.stdout.write("A dry run: nothing was written.")


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Have Python look for garbage rarely: a load keeps what it makes, and a fifth of its time went into looking.

    Not never: rows that were read with their children refer to one another, and only looking lets go of them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 10, 3)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
