"""`manage.py make_editor [NAME] [--desk-only]`: an editor with a random password, shown once."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet

from companies.models.rows import MODELS


def desk_permissions() -> QuerySet[Permission]:
    """Return what it takes to edit and publish every kind of row; children go with their row."""
    return Permission.objects.filter(content_type__app_label="companies", content_type__model__in=MODELS)


class Command(BaseCommand):
    """Makes an account that may do everything; with ``--desk-only``, everything but manage accounts."""

    help = "Make an editor with a random password, which is shown once and stored only as a hash."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="editor", help="the name to log in with (editor)")
        parser.add_argument("--desk-only", action="store_true", help="may edit and publish, but not manage accounts")

    @transaction.atomic
    def handle(self, *args: Any, name: str, desk_only: bool = False, **options: Any) -> None:
        """Make the account; raises CommandError where the name is taken, and changes nothing then."""
        users = get_user_model().objects
        if users.filter(username=name).exists():
            raise CommandError(
                f"There is an editor {name!r} already; manage.py changepassword {name} sets a new password."
            )
        password = secrets.token_urlsafe(15)
        if desk_only:
            editor = users.create_user(name, email="", password=password, is_staff=True)
            editor.user_permissions.set(desk_permissions())
        else:
            users.create_superuser(name, email="", password=password)
        self.stdout.write(f"Editor: {name}\nPassword: {password}   (shown this once)")
