"""Filing entries into every derived table: the one list of these tables."""

from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models import Model

from companies.record.ledger.derived import page_faults, tally_faults, total_faults
from companies.record.ledger.derived.filed_entry import FiledEntry, Table
from companies.record.ledger.derived.page_filing import PageFiling
from companies.record.ledger.derived.tables import ListPage, PageMember, Tally
from companies.record.ledger.derived.tally_filing import TallyFiling
from companies.record.ledger.derived.total import YEAR, Total
from companies.record.ledger.derived.total_filing import TotalFiling
from companies.record.ledger.revision import Entry


class Filing:
    """Files entries into all derived tables. A long work, like a rebuild, takes one for all its batches."""

    def __init__(self, *, empty: bool = False) -> None:
        """``empty``: nothing was filed before."""
        self._tables: list[Table] = [PageFiling(empty=empty), TallyFiling(), TotalFiling(empty=empty)]

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """File entries, in order of ``seq``, after all before them."""
        for table in self._tables:
            table.file(filed)

    def finish(self) -> None:
        """Write what was kept back; a reader finds all that was filed only then."""
        for table in self._tables:
            table.finish()


def clear() -> None:
    """Empty all derived tables."""
    empty(PageMember, ListPage, Tally, Total)


def empty(*tables: type[Model]) -> None:
    """Delete all rows of tables, one statement each: Django would fetch each row, to tell others of it."""
    for table in tables:
        table._default_manager.all()._raw_delete(connection.alias)


def is_missing() -> bool:
    """Return whether there are rows that were never filed: published before there were these tables, or all totals."""
    if Entry.objects.filter(kind="stance").exists():
        return not Total.objects.filter(of=YEAR).exists()
    return Entry.objects.exists() and not Total.objects.exists()


def faults() -> Iterator[str]:
    """Yield what is wrong in a derived table: a sentence for each, without what to do about it."""
    yield from page_faults.faults()
    yield from tally_faults.faults()
    yield from total_faults.faults()
