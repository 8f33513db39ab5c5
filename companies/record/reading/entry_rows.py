"""What reading takes of an entry and its revision, as plain values: a list of fifty makes no object of the ORM."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from companies.record.documents.chains import Chain
from companies.record.ledger.revision import Entry

_OF_THE_REVISION = ("note", "sha256", "ledger", "document")


class EntryRow(NamedTuple):
    """An entry with its revision; the names are those of their columns."""

    revision_id: int
    kind: str
    key: str
    version: int
    recorded_at: datetime
    superseded_at: datetime | None
    retracted: bool
    change: str
    cause: str
    sort_name: str
    company: str
    law: str
    demand: str
    position: str
    jurisdiction_path: str
    request_type: str
    announced_last: date
    """Null in the database for kinds that are not announced, and asked of no others."""
    announced_precision: int
    valid_from: date | None
    valid_until: date | None
    looked_last: date | None
    note: str
    sha256: str
    ledger: str
    document: str

    @property
    def pk(self) -> int:
        """The revision's number."""
        return self.revision_id

    @property
    def chain(self) -> Chain:
        """The chain of a stance, or the one that a check looked for."""
        return self.company, self.law, self.demand


_COLUMNS = [f"revision__{name}" if name in _OF_THE_REVISION else name for name in EntryRow._fields]


def with_revisions(entries: QuerySet[Entry]) -> QuerySet[Entry, tuple[Any, ...]]:
    """Return the query of what :func:`made` makes rows of."""
    return entries.values_list(
        *(f"revision__{name}" if name in _OF_THE_REVISION else name for name in EntryRow._fields)
    )


def made(values: Iterable[tuple[Any, ...]]) -> list[EntryRow]:
    """Return rows of what the database gave."""
    return list(map(EntryRow._make, values))


def read_rows(entries: QuerySet[Entry]) -> list[EntryRow]:
    """Return entries with their revisions; one query."""
    return made(with_revisions(entries))
