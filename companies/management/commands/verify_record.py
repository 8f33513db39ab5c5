"""`manage.py verify_record`: is the record whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from companies.desk.pack.telling import counted
from companies.record.ledger.one_state import one_state
from companies.record.ledger.revision import Head
from companies.record.ledger.verify import record_faults


class Command(BaseCommand):
    """Checks the ledger from its first revision, what is derived from it, and the guard."""

    help = "Check every hash and number of the ledger, its entries, its references and its guard."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the head and its hash where all is well; raises CommandError after printing each fault."""
        faults = 0
        with one_state():
            for fault in record_faults():
                self.stderr.write(fault)
                faults += 1
            head = Head.objects.filter(pk=Head.ONLY).first()
        if faults or head is None:
            raise CommandError(f"{counted(faults, 'fault')}: the record is not whole.")
        self.stdout.write(f"The record is whole: {head.seq:,} revisions, ledger {head.ledger or '(empty)'}.")
