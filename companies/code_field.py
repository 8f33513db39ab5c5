"""The column of codes, slugs and keys, which the desk and the ledger share."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
else:
    CharField = models.CharField


class CodeField(CharField):
    """ASCII words that are compared byte by byte: slugs, keys, codes.

    ``COLLATE "C"`` on PostgreSQL, whatever the database's own collation, so that both databases sort alike (R19).
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
