"""`manage.py make_editor [NAME]`: an editor with a random password, shown once."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Makes an account that may do everything at the desk."""

    help = "Make an editor with a random password, which is shown once and stored only as a hash."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="editor", help="the name to log in with (editor)")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        """Make the account; raises CommandError where the name is taken, and changes nothing then."""
        users = get_user_model().objects
        if users.filter(username=name).exists():
            raise CommandError(
                f"There is an editor {name!r} already; manage.py changepassword {name} sets a new password."
            )
        password = secrets.token_urlsafe(15)
        users.create_superuser(name, email="", password=password)
        self.stdout.write(f"Editor: {name}\nPassword: {password}   (shown this once)")
