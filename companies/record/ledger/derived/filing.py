"""Filing entries into every derived table: the one list of these tables."""

from collections.abc import Iterator, Sequence

from companies.record.ledger.derived import total_faults
from companies.record.ledger.derived.filed_entry import FiledEntry, Table
from companies.record.ledger.derived.total import Total
from companies.record.ledger.derived.total_filing import TotalFiling


class Filing:
    """Files entries into all derived tables. A long work, like a rebuild, takes one for all its batches."""

    def __init__(self) -> None:
        self._tables: list[Table] = [TotalFiling()]

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File entries, in order of ``seq``, after all before them."""
        for table in self._tables:
            table.file(filed)


def clear() -> None:
    """Empty all derived tables."""
    for model in (Total,):
        model._default_manager.all().delete()


def faults() -> Iterator[str]:
    """Yield what is wrong in a derived table: a sentence for each, without what to do about it."""
    yield from total_faults.faults()
