"""Loading packs: every fault of every file, then what differs, then all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from companies.desk.pack.comparing import PackDifference, compare, found_keys, frozen_faults
from companies.desk.pack.faults import PackError, PackFault
from companies.desk.pack.oddities import oddities
from companies.desk.pack.progress import progress_bar
from companies.desk.pack.reading import PackContents, PackLine, read_packs
from companies.desk.pack.retractions import PackRetraction, published_ones, read_retractions, retraction_faults
from companies.desk.pack.rules import check_rules, known_rows, order_faults, period_faults
from companies.desk.pack.values import check_line
from companies.desk.pack.writing import Writer
from companies.models.desk_row import DeskRow
from companies.record.ledger.revision import Revision, lock_head
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError
from companies.record.publishing.states import rows_by_state

FIRST_CAUSE = "new_evidence"
"""What a pack's rows begin with (design: causes 3)."""


@dataclass(frozen=True)
class LoadOptions:
    """What whoever loads the packs asked for."""

    publish: bool = False
    overwrite: bool = False
    dry_run: bool = False
    cause: str = ""
    note: str = ""
    clock_is_right: bool = False
    """Whoever loads has been asked about a doubted clock."""


@dataclass
class Loading:
    """What was loaded, or in a dry run would have been."""

    difference: PackDifference
    revisions: list[Revision] = field(default_factory=list)
    oddities: list[PackFault] = field(default_factory=list)
    """What an editor would have been warned of in the lines that are new or change."""
    retracted: list[DeskRow] = field(default_factory=list)
    """Rows of the packs that were retracted: they are not published again."""
    taken_back: list[PackRetraction] = field(default_factory=list)
    """Rows that stood published, and that the packs take back."""


def load(
    folders: Sequence[Path], options: LoadOptions, tell: Callable[[PackDifference], None] = lambda difference: None
) -> Loading:
    """Load packs into the desk and, if asked, publish them; ``publish`` comes last in the one transaction.

    ``tell``: is told what differs before any of it is written. Raises PackError with every reason at once; then nothing
    was written.
    """
    with progress_bar("Reading"):
        contents = read_packs(folders)
        retractions = read_retractions(folders, contents.faults)
    with progress_bar("Checking", len(contents.lines)) as bar:
        for line in contents.lines:
            contents.faults += (line.fault(*finding) for finding in check_line(line))
            bar.update()
    contents.faults += retraction_faults(retractions, contents.lines)
    with publishing_transaction(dry_run=options.dry_run):
        lock_head()
        difference, odd = _checked_difference(contents, overwrite=options.overwrite)
        tell(difference)
        with progress_bar("Writing", difference.writes) as bar:
            written = Writer(bar.update).write(difference)
        loading = Loading(difference, oddities=odd)
        if options.publish:
            contents.forget_rows()
            loading.taken_back = published_ones(retractions)
            with progress_bar("Publishing"):
                _publish(loading, [*written, *(pair.standing for pair in difference.same)], options)
    return loading


def _checked_difference(contents: PackContents, *, overwrite: bool) -> tuple[PackDifference, list[PackFault]]:
    """Return what differs from the desk, and what is odd in it.

    Raises PackError with the faults of all files where there is any.
    """
    difference = compare(contents.lines, overwrite=overwrite)
    known = known_rows(contents.lines, (pair.line for pair in difference.edited))
    faults = [
        *contents.faults,
        *order_faults(contents.lines),
        *period_faults(contents.lines, known),
        *frozen_faults(difference),
    ]
    for line in contents.lines:
        faults += (line.fault(*finding) for finding in check_rules(line, known))
    if faults:
        raise PackError(_in_order(faults, contents.lines))
    written = [*difference.new, *(pair.line for pair in difference.changed)]
    return difference, _in_order(oddities(written, known), contents.lines)


def _in_order(faults: Iterable[PackFault], lines: Iterable[PackLine]) -> list[PackFault]:
    """Return the faults in the order of the files as they were read, then by line; each once."""
    files = {file: place for place, file in enumerate(dict.fromkeys(line.file for line in lines))}
    return sorted(dict.fromkeys(faults), key=lambda fault: (files.get(fault.file, -1), fault))


def _never_published(difference: PackDifference, rows: Iterable[DeskRow]) -> tuple[list[DeskRow], list[DeskRow]]:
    """Return the rows that are new, whose keys the record doesn't have, and all others, which may be in any state."""
    new = {(line.kind, line.key) for line in difference.new}
    new.difference_update(found_keys(Revision, "key", list(new)))
    drafts: list[DeskRow] = []
    others: list[DeskRow] = []
    for row in rows:
        (drafts if row.record_key in new else others).append(row)
    return drafts, others


def _publish(loading: Loading, rows: Sequence[DeskRow], options: LoadOptions) -> None:
    """Publish those of the rows that are drafts or changed since, and take back what the packs do, in one set.

    Raises PackError where the record refuses them.
    """
    drafts, others = _never_published(loading.difference, rows)
    by_state = rows_by_state(others)
    loading.retracted = by_state["retracted"]
    changed = by_state["changed"]
    if changed and not (options.cause and options.note.strip()):
        names = ", ".join(row.public_key for row in changed[:10]) + (" …" if len(changed) > 10 else "")
        raise PackError([f"published rows change ({names}): say why with --cause and --note"])
    asked = [*drafts, *by_state["draft"], *changed]
    if not asked and not loading.taken_back:
        return
    cause = (options.cause if changed else "") or FIRST_CAUSE
    try:
        publishing = publish(
            asked,
            cause=cause,
            first_cause=FIRST_CAUSE,
            note=options.note,
            clock_is_right=options.clock_is_right,
            retracting={retraction.key: retraction.note for retraction in loading.taken_back},
        )
    except PublishError as error:
        raise PackError(error.refusals) from error
    loading.revisions = publishing.revisions
