"""`manage.py rebuild_entries`: make anew what is derived from the ledger, and compare the desk with it anew."""

from typing import Any

from django.core.management.base import BaseCommand

from companies.desk.pack.progress import progress_bar
from companies.record.ledger.rebuild import rebuild_entries
from companies.record.ledger.revision import Revision
from companies.record.publishing.stored_states import forget_states, store_all_unknown


class Command(BaseCommand):
    """Replaces all entries and references by what the ledger gives, and works out the states of the desk's rows."""

    help = "Make the entries and references anew from the ledger, and the states of the desk's rows; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many entries and rows there are."""
        with progress_bar("Rebuilding", Revision.objects.count()) as bar:
            number = rebuild_entries(bar.update)
        self.stdout.write(f"{number:,} entries made anew.")
        forget_states()
        self.stdout.write(f"{store_all_unknown():,} rows of the desk compared anew.")
