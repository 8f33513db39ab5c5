"""What the derived tables are given, and what they have in common."""

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

    def finish(self) -> None:
        """Write what was kept back until all that comes at once was filed."""
