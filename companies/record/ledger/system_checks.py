"""System checks of the record: the site doesn't start on a ledger that anybody could rewrite."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from companies.record.ledger import guard


def register() -> None:
    """Register the record's checks with Django; they run with ``check --database`` and before ``migrate``."""
    checks.register(guard_is_whole, checks.Tags.database)


def guard_is_whole(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Return an error for each database whose ledger stands without a piece of its guard."""
    errors: list[checks.CheckMessage] = []
    for using in databases or ():
        if guard.TABLE not in connections[using].introspection.table_names():
            continue
        if absent := guard.missing(using):
            errors.append(
                checks.Error(
                    f"The ledger's guard lacks {', '.join(absent)} in the database {using!r}.",
                    hint="manage.py migrate --skip-checks puts the guard back; then run manage.py verify_record.",
                    id="companies.E001",
                )
            )
    return errors
