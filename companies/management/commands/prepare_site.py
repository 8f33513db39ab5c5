"""`manage.py prepare_site`: everything that a site needs before it serves, and nothing a second time.

One command, so that `bin/serve` starts Python once for it: migrations, static files, the data packs in an empty
record, a first editor where there is no account. Each step looks first whether it is needed.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from companies.record.ledger.revision import Head
from companies.record.ledger.statistics import gather_statistics
from companies.record.publishing.clock_check import FILE
from companies.record.publishing.recompose import is_due, recompose
from companies.record.publishing.stored_states import count_unknown, store_all_unknown
from tracker.commands import told
from tracker.database_faults import fault_of
from tracker.starting import (
    keep_place_private,
    migrations_are_due,
    only_reads,
    only_start,
    refuse_lost_record,
    refuse_other_database,
    refuse_taken_port,
)

PACKS = ("hong-kong", "world")
STATIC_STAMP = ".collected"


class Command(BaseCommand):
    """Prepares the site and says what it did."""

    help = "Migrate, collect static files, load the data packs into an empty record, make a first editor."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing; raises CommandError in one line where it can't be done."""
        refuse_taken_port(settings.PORT)
        folder = Path(settings.DATA_DIR)
        with only_start(folder, self._say):
            keep_place_private(folder)
            refuse_lost_record(folder, FILE)
            self._open()
            if only_reads():
                self._prepare_for_reading()
            else:
                self._prepare()

    def _open(self) -> None:
        try:
            connection.ensure_connection()
        except Error as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(told(error) or f"The database can't be opened: {reason}") from error
        try:
            refuse_other_database()
        except Error as error:
            raise CommandError(told(error) or f"The database can't be read: {error}") from error

    def _prepare(self) -> None:
        self._migrate()
        self._check()
        self._recompose()
        self._store_states()
        self._collect_static()
        self._load_packs()
        if not get_user_model().objects.exists():
            call_command("make_editor", stdout=self.stdout)

    def _prepare_for_reading(self) -> None:
        """Take the site as it is: nothing can be written, so nothing may be missing."""
        if migrations_are_due():
            raise CommandError("The database can only be read, and it lacks migrations: let it be written once.")
        self._collect_static()
        self._say("The record can only be read: readers are served, and saving is refused.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _migrate(self) -> None:
        if migrations_are_due():
            self.stdout.write("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)

    def _check(self) -> None:
        faults = [fault for fault in run_checks(databases=["default"]) if fault.level >= ERROR]
        if faults:
            raise CommandError("\n".join(str(fault) for fault in faults))

    def _recompose(self) -> None:
        """After an upgrade: bring what is published to the form that documents have today.

        Where that can't be written now, readers are served what there is, and the next start tries again.
        """
        if not is_due():
            return
        if not Head.objects.filter(seq__gt=0).exists():
            recompose()  # notes the form of an empty record
            return
        self._say("Storing published rows anew in the form of this release …")
        try:
            call_command("recompose", stdout=self.stdout)
        except CommandError as error:
            self._say(f"{error} Readers are served.")

    def _store_states(self) -> None:
        """Compare with the record what stands at the desk and was not compared yet: after an upgrade, all of it."""
        if unknown := count_unknown():
            self._say(f"Comparing {unknown:,} rows of the desk with the record …")
            store_all_unknown()

    def _collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / STATIC_STAMP
        digest = static_digest()
        if not stamp.is_file() or stamp.read_text() != digest:
            self.stdout.write("Collecting static files …")
            try:
                call_command("collectstatic", interactive=False, clear=True, verbosity=0)
                stamp.write_text(digest)
            except OSError as error:
                raise CommandError(f"The static files can't be written to {stamp.parent}: {error.strerror}.") from error

    def _load_packs(self) -> None:
        if Head.objects.filter(seq__gt=0).exists():
            self._gather_statistics()  # a load does so itself
            return
        folders = [str(settings.BASE_DIR / "data" / pack) for pack in PACKS]
        self.stdout.write("Loading the data packs …")
        call_command("load_pack", *folders, publish=True, stdout=self.stdout)

    def _gather_statistics(self) -> None:
        """Have the database count; one that can't be written now serves without."""
        try:
            gather_statistics()
        except Error as error:
            if fault_of(error) is None:
                raise
            self._say(f"{told(error)} Readers are served.")


def static_digest() -> str:
    """A digest of every static file's name, size and time: it changes when one does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
