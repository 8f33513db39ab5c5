"""`manage.py prepare_site`: everything that a site needs before it serves, and nothing a second time.

One command, so that `bin/serve` starts Python once for it: migrations, static files, the data packs in an empty
record, a first editor where there is no account. Each step looks first whether it is needed.
"""

import hashlib
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from companies.record.ledger.revision import Head
from companies.record.ledger.statistics import gather_statistics

PACKS = ("hong-kong", "world")
STATIC_STAMP = ".collected"


class Command(BaseCommand):
    """Prepares the site and says what it did."""

    help = "Migrate, collect static files, load the data packs into an empty record, make a first editor."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing; raises CommandError in one line where it can't be done."""
        _refuse_taken_port()
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database can't be opened: {str(error).strip().splitlines()[0]}") from error
        self._migrate()
        self._check()
        self._collect_static()
        self._load_packs()
        if not get_user_model().objects.exists():
            call_command("make_editor", stdout=self.stdout)

    def _migrate(self) -> None:
        if migrations_are_due():
            self.stdout.write("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)

    def _check(self) -> None:
        faults = [fault for fault in run_checks(databases=["default"]) if fault.level >= ERROR]
        if faults:
            raise CommandError("\n".join(str(fault) for fault in faults))

    def _collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / STATIC_STAMP
        digest = static_digest()
        if not stamp.is_file() or stamp.read_text() != digest:
            self.stdout.write("Collecting static files …")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(digest)

    def _load_packs(self) -> None:
        if Head.objects.filter(seq__gt=0).exists():
            gather_statistics()  # a load does so itself
            return
        folders = [str(settings.BASE_DIR / "data" / pack) for pack in PACKS]
        self.stdout.write("Loading the data packs …")
        call_command("load_pack", *folders, publish=True, stdout=self.stdout)


def migrations_are_due() -> bool:
    """Whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def static_digest() -> str:
    """A digest of every static file's name, size and time: it changes when one does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _refuse_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(settings.PORT)))
        except ValueError as error:
            raise CommandError(f"PORT is {settings.PORT!r}: it must be a number.") from error
        except OSError as error:
            raise CommandError(f"Port {settings.PORT} is taken or not allowed; set PORT to another.") from error
