"""Whether the record on the connection is whole; a restored one is first brought to this version."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import Error, connection

from companies.record.ledger.guard import TABLE
from companies.record.ledger.revision import Head
from companies.record.ledger.verify import record_faults
from tracker.backups.files import BackupError
from tracker.database_faults import fault_of
from tracker.starting import migrations_are_due, refuse_other_database


def verified_head() -> str:
    """Check all of the record and return its head as ``SEQ:HASH``. Raises BackupError where it is not whole."""
    fault = next(record_faults(), None)
    head = Head.objects.filter(pk=Head.ONLY).first()
    if fault or head is None:
        raise BackupError(
            f"The record is not whole ({fault or 'it has no head'}): see manage.py verify_record. Nothing was written."
        )
    return f"{head.seq}:{head.ledger or 'empty'}"


def restored_head(name: str) -> str:
    """Bring a restored database to this version and return its head. Raises BackupError, naming the backup."""
    with telling_damage(name):
        if TABLE not in connection.introspection.table_names():
            raise BackupError(f"{name} is no backup of a record: it lacks the table {TABLE}.")
        try:
            refuse_other_database()
        except CommandError as error:
            raise BackupError(f"{name} can't be restored here. {error}") from error
        if migrations_are_due():
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        return verified_head()


@contextmanager
def telling_damage(name: str) -> Iterator[None]:
    """Raise BackupError where the database can't make sense of a backup; a full disk is no damage."""
    try:
        yield
    except UnicodeDecodeError as error:
        # SQLite's word for it repeats a part of the file, which is no text.
        raise BackupError(f"{name} is damaged. Nothing was written.") from error
    except Error as error:
        if fault_of(error):
            raise
        reason = (str(error).strip().splitlines() or ["no reason told"])[0]
        raise BackupError(f"{name} is damaged ({reason}). Nothing was written.") from error
