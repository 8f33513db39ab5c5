"""Lines are sorted, and no row stands twice, in one pack or in two (``data/FORMAT.md``)."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from companies.desk.pack.faults import Fault
from companies.desk.pack.format import sort_values
from companies.desk.pack.reading import Line
from companies.record.ledger.revision import Key


def order_faults(lines: Iterable[Line]) -> Iterator[Fault]:
    """Yield a fault for each line that comes before the one above it, and for each whose key was met before.

    A line without a key has its faults already, and its neighbours are compared past it.
    """
    last: dict[Path, tuple[str, ...]] = {}
    first: dict[Key, Line] = {}
    for line in lines:
        if not line.key:
            continue
        values = sort_values(line.kind, line.row)
        if line.file in last and values < last[line.file]:
            yield line.fault("", "lines are not sorted")
        last[line.file] = values
        if (met := first.setdefault((line.kind, line.key), line)) is not line:
            yield line.fault("", f"stands twice: it is also in {met.file}, line {met.number}")
