"""`manage.py accept_clock`: go on after a set that was published under a clock that was ahead."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from companies.record.publishing.clock_notice import accept_clock
from companies.record.publishing.refusals import PublishError


class Command(BaseCommand):
    """Writes the public notice after which publishing goes on."""

    help = (
        "Say in public that the newest revisions were recorded under a clock that was ahead, and let publishing go on "
        "after them. Mend the clock first. Nothing is changed or lost."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the public words."""
        parser.add_argument("--note", required=True, help="what happened, for everybody to read")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the notice; raises CommandError where none is called for."""
        try:
            with transaction.atomic():
                notice = accept_clock(options["note"])
        except PublishError as error:
            raise CommandError(f"{error}. Nothing was written.") from error
        self.stdout.write(
            f"Noted after revision {notice.after_seq:,}, which says {notice.ahead_until:%Y-%m-%d %H:%M} UTC. "
            "Publishing goes on after it; the notice stands on /corrections/ and /data/."
        )
