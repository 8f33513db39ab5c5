"""`manage.py rebuild_entries`: make anew what is derived from the ledger."""

from typing import Any

from django.core.management.base import BaseCommand

from companies.record.ledger.rebuild import rebuild_entries


class Command(BaseCommand):
    """Replaces all entries and references by what the ledger gives."""

    help = "Make the entries and references anew from the ledger; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many entries there are."""
        self.stdout.write(f"{rebuild_entries():,} entries made anew.")
