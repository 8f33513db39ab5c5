"""`manage.py recompose`: bring what is published to the form that documents have today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from companies.desk.pack.progress import progress_bar
from companies.record.publishing.recompose import count_published, recompose
from companies.record.publishing.refusals import PublishError


class Command(BaseCommand):
    """Writes a technical revision of each published row whose document would be composed differently today."""

    help = "Store published rows anew whose documents a newer release composes differently; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the word that the clock is right."""
        parser.add_argument("--clock-is-right", action="store_true", help="publish under a clock that is doubted")

    def handle(self, *args: Any, **options: Any) -> None:
        """Recompose, and say how many rows were stored anew. Raises CommandError where nothing could be written."""
        try:
            with progress_bar("Composing", count_published()) as bar:
                written = recompose(bar.update, clock_is_right=options["clock_is_right"])
        except PublishError as error:
            raise CommandError(f"Nothing was stored anew: {error}") from error
        self.stdout.write(f"{written:,} rows stored anew.")
