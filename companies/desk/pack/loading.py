"""Loading packs: every fault of every file, then what differs, then all of it in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from companies.desk.pack.comparing import Difference, compare, frozen_faults
from companies.desk.pack.faults import Fault, PackError
from companies.desk.pack.known import known_rows
from companies.desk.pack.order import order_faults
from companies.desk.pack.reading import Line, Reading, read_packs
from companies.desk.pack.rules import check_rules
from companies.desk.pack.values import check_line
from companies.desk.pack.writing import Writer
from companies.models.desk_row import DeskRow
from companies.record.ledger.revision import Revision, lock_head
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError
from companies.record.publishing.status import statuses_of

FIRST_CAUSE = "new_evidence"
"""What a pack's rows begin with (design: causes 3)."""


@dataclass(frozen=True)
class Order:
    """What whoever loads the packs asked for."""

    publish: bool = False
    overwrite: bool = False
    dry_run: bool = False
    cause: str = ""
    note: str = ""


@dataclass
class Loading:
    """What was loaded, or in a dry run would have been."""

    difference: Difference
    revisions: list[Revision] = field(default_factory=list)
    retracted: list[DeskRow] = field(default_factory=list)
    """Rows of the packs that were retracted: they are not published again."""


@dataclass(frozen=True)
class Watcher:
    """Who is told of how it goes: the parts by name with how many rows they have, each step, and the difference."""

    part: Callable[[str, int], None] = lambda name, total: None
    step: Callable[[int], None] = lambda rows: None
    difference: Callable[[Difference], None] = lambda difference: None


def load(folders: Sequence[Path], order: Order, watcher: Watcher = Watcher()) -> Loading:
    """Load packs into the desk and, if asked, publish them; ``publish`` comes last in the one transaction.

    Raises PackError with every reason at once; then nothing was written.
    """
    watcher.part("Reading", 0)
    reading = read_packs(folders)
    watcher.part("Checking", len(reading.lines))
    for line in reading.lines:
        reading.faults += (line.fault(*finding) for finding in check_line(line))
        watcher.step(1)
    with publishing_transaction(dry_run=order.dry_run):
        lock_head()
        difference = _checked_difference(reading, overwrite=order.overwrite)
        watcher.difference(difference)
        watcher.part("Writing", difference.writes)
        written = Writer(watcher.step).write(difference)
        loading = Loading(difference)
        if order.publish:
            rows = [*written, *(pair.standing for pair in difference.same)]
            watcher.part("Publishing", 0)
            _publish(loading, rows, order)
    return loading


def _checked_difference(reading: Reading, *, overwrite: bool) -> Difference:
    """Return what differs from the desk. Raises PackError with the faults of all files where there is any."""
    difference = compare(reading.lines, overwrite=overwrite)
    known = known_rows(reading.lines, (pair.line for pair in difference.edited))
    faults = [*reading.faults, *order_faults(reading.lines), *frozen_faults(difference)]
    for line in reading.lines:
        faults += (line.fault(*finding) for finding in check_rules(line, known))
    if faults:
        raise PackError(_in_order(faults, reading.lines))
    return difference


def _in_order(faults: Iterable[Fault], lines: Iterable[Line]) -> list[Fault]:
    """Return the faults in the order of the files as they were read, then by line; each once."""
    files = {file: place for place, file in enumerate(dict.fromkeys(line.file for line in lines))}
    return sorted(dict.fromkeys(faults), key=lambda fault: (files.get(fault.file, -1), fault))


def _publish(loading: Loading, rows: Sequence[DeskRow], order: Order) -> None:
    """Publish those of the rows that are drafts or changed since. Raises PackError where the record refuses them."""
    by_status = _by_status(rows)
    loading.retracted = by_status["retracted"]
    changed = by_status["changed"]
    if changed and not (order.cause and order.note.strip()):
        names = ", ".join(row.public_key for row in changed[:10]) + (" …" if len(changed) > 10 else "")
        raise PackError([f"published rows change ({names}): say why with --cause and --note"])
    asked = [*by_status["draft"], *changed]
    if not asked:
        return
    cause = (order.cause if changed else "") or FIRST_CAUSE
    try:
        loading.revisions = publish(asked, cause=cause, first_cause=FIRST_CAUSE, note=order.note).revisions
    except PublishError as error:
        raise PackError(error.faults) from error


def _by_status(rows: Iterable[DeskRow]) -> dict[str, list[DeskRow]]:
    by_kind: dict[str, list[DeskRow]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind_name].append(row)
    found: dict[str, list[DeskRow]] = defaultdict(list)
    for some in by_kind.values():
        statuses = statuses_of(some)
        for row in some:
            found[statuses[row.pk]].append(row)
    return found
