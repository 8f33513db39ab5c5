"""What a pack takes back: rows that an earlier one brought, and that others of it replace (``retractions.jsonl``).

A row whose key may not change any more can only be retracted and entered anew. So that a site which published the old
row takes it back in the set that brings the new one, a pack names it here; a site that never had it reads past it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companies.chunks import chunked
from companies.desk.keys import key_text, parse_keys
from companies.desk.pack.faults import PackFault, told
from companies.desk.pack.reading import PackLine, objects_in
from companies.models.validators import text_fault
from companies.record.ledger.revision import Entry, Key
from companies.vocabulary import KINDS

FILE = "retractions.jsonl"
KEYS = ("kind", "key", "note")


@dataclass(frozen=True)
class PackRetraction:
    """One row to take back, with the public reason, and where that stands."""

    file: Path
    number: int
    key: Key
    note: str

    def fault(self, field: str, reason: str) -> PackFault:
        """Return a fault of this line."""
        return PackFault(self.file, self.number, key_text(self.key), field, reason)


def read_retractions(folders: Sequence[Path], faults: list[PackFault]) -> list[PackRetraction]:
    """Return what the packs take back; what is wrong with it is added to ``faults``. Most packs have no such file."""
    found: list[PackRetraction] = []
    for folder in {folder.resolve(): folder for folder in folders}.values():
        if (file := folder / FILE).exists():
            last: Key = ("", "")
            for retraction in _retractions_in(file, faults):
                if retraction.key < last:
                    faults.append(retraction.fault("", "lines are not sorted"))
                last = retraction.key
                found.append(retraction)
    return found


def retraction_faults(found: Iterable[PackRetraction], lines: Iterable[PackLine]) -> Iterator[PackFault]:
    """Yield a fault for each row that is taken back twice, or that stands in a pack too."""
    standing = {(line.kind, line.key): line for line in lines}
    first: dict[Key, PackRetraction] = {}
    for retraction in found:
        if (met := first.setdefault(retraction.key, retraction)) is not retraction:
            yield retraction.fault("", f"stands twice: it is also in {met.file}, line {met.number}")
        if line := standing.get(retraction.key):
            yield retraction.fault("key", f"is a row of a pack too: it is in {line.file}, line {line.number}")


def published_ones(found: Iterable[PackRetraction]) -> list[PackRetraction]:
    """Return those whose row stands published: all others are not in the record, or were taken back before."""
    listed = list(found)
    live: set[Key] = set()
    for some in chunked([retraction.key[1] for retraction in listed]):
        entries = Entry.objects.filter(superseded_at__isnull=True, retracted=False, key__in=some)
        live.update(entries.values_list("kind", "key"))
    return [retraction for retraction in listed if retraction.key in live]


def _retractions_in(file: Path, faults: list[PackFault]) -> Iterator[PackRetraction]:
    for number, row in objects_in(file, faults):
        if reasons := list(_reasons(row)):
            faults += (PackFault(file, number, "", field, reason) for field, reason in reasons)
        else:
            yield PackRetraction(file, number, (row["kind"], row["key"]), row["note"])


def _reasons(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if tuple(row) != KEYS or not all(isinstance(value, str) for value in row.values()):
        yield "", f"is not an object of the texts {', '.join(KEYS)}, in this order"
    elif row["kind"] not in KINDS:
        yield "kind", f"{told(row['kind'])} is not of the vocabulary: {', '.join(KINDS.codes)}"
    elif not parse_keys([f"{row['kind']}/{row['key']}"]):
        yield "key", f"{told(row['key'])} is no key: write lower-case ASCII words joined by -"
    elif why := text_fault(row["note"]):
        yield "note", why
