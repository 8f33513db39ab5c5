"""Filing entries into every derived table: the one list of these tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from companies.record.ledger.revision import Entry


@dataclass(frozen=True)
class FiledEntry:
    """An entry, and the one of the same key that it takes the place of, if any."""

    entry: Entry
    before: Entry | None


class Table(Protocol):
    """What files entries into one derived table. It may keep what it has read from one call to the next."""

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File entries, in order of ``seq``, whose own rows and predecessors' ``superseded_at`` stand already."""


class Filing:
    """Files entries into all derived tables. A long one, like a rebuild, takes one for all its batches."""

    def __init__(self) -> None:
        self._tables: list[Table] = []

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File entries, in order of ``seq``, after all before them."""
        for table in self._tables:
            table.file(filed)


def clear() -> None:
    """Empty all derived tables."""
