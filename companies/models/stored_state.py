"""The state of a desk row as the database tells it, and how each write makes it unknown (decision 043).

A row stores the digest of what it says, and that of what the record says under its key. Whatever writes the row, or a
child of it, blanks the digest that it may have made wrong, in the same statement or transaction; so a digest that is
there is right. ``companies/record/publishing/stored_states.py`` works out those that are blank.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Case, F, Value, When
from django.dispatch import Signal

from companies.code_field import CodeField

Row = TypeVar("Row", bound=models.Model)

ABSENT, RETRACTED = "absent", "retracted"
"""What stands in the place of the record's digest where the record doesn't have the key, and where a tombstone has."""

DIGESTS = {"desk_digest": "", "record_digest": ""}
"""Both digests, as they are where nobody has worked them out."""

NOT_SAID = frozenset({*DIGESTS, "private_note", "pack_digest", "edit_version"})
"""Columns of a row that make no difference to what it says."""

keys_moved = Signal()
"""Rows of the sender came or went; ``keys``: theirs. What other rows say may depend on which keys there are."""


def state_column() -> models.GeneratedField:
    """Return the column that tells draft, published, changed or retracted; blank where a digest it needs is blank."""
    return models.GeneratedField(
        expression=Case(
            When(record_digest="", then=Value("")),
            When(record_digest=ABSENT, then=Value("draft")),
            When(record_digest=RETRACTED, then=Value("retracted")),
            When(desk_digest="", then=Value("")),
            When(desk_digest=F("record_digest"), then=Value("published")),
            default=Value("changed"),
        ),
        output_field=CodeField(max_length=20),
        db_persist=True,
    )


def by_state(*ordering: str) -> models.Index:
    """Return the index of the rows in a state, in the order in which the desk lists them."""
    return models.Index(fields=["desk_state", *ordering], name="%(class)s_by_state")


class DeskQuerySet(models.QuerySet[Row]):
    """Rows that can be published: a change of many at once makes their states unknown, as saving one does."""

    def update(self, **values: Any) -> int:
        """Update, and blank the digests where what the rows say may change."""
        return super().update(**values if values.keys() <= NOT_SAID else {**values, **DIGESTS})

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        """Write new rows, whose states nobody knows yet, and tell of their keys."""
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            keys_moved.send(sender=self.model, keys=[row.public_key for row in made])  # type: ignore[attr-defined]
        return made
