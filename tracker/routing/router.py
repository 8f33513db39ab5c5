"""Django's database router: all queries of a reader's request go where the request is read from."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from companies.record.reading.replica import current_reading


class ReplicaRouter:
    """Reads go where the middleware said, writes to the primary, and only the primary is migrated."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """Return the alias of the request at hand; None outside of one, which means the primary."""
        reading = current_reading()
        return reading.database if reading else None

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Return the primary."""
        return DEFAULT_DB_ALIAS

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Return whether tables are made there: a replica has them from the primary."""
        return db == DEFAULT_DB_ALIAS
