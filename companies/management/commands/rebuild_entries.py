"""`manage.py rebuild_entries`: make anew what is derived from the ledger."""

from typing import Any

from django.core.management.base import BaseCommand

from companies.desk.pack.progress import progress_bar
from companies.record.ledger.rebuild import rebuild_entries
from companies.record.ledger.revision import Revision


class Command(BaseCommand):
    """Replaces all entries and references by what the ledger gives."""

    help = "Make the entries and references anew from the ledger; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many entries there are."""
        with progress_bar("Rebuilding", Revision.objects.count()) as bar:
            number = rebuild_entries(bar.update)
        self.stdout.write(f"{number:,} entries made anew.")
