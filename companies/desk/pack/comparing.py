"""What loading would do: each line beside the row that stands at the desk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from companies.chunks import chunked
from companies.desk.pack.faults import PackFault
from companies.desk.pack.format import SORT_KEYS, PackRow, digest
from companies.desk.pack.reading import PackLine
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS, row_of, rows
from companies.models.slug import Slug
from companies.record.ledger.revision import Key, Revision

FieldChange = tuple[str, Any, Any]
"""(key, at the desk, in the file); None where it is left out."""


@dataclass(frozen=True)
class Pair:
    """A line and the desk row of its key."""

    line: PackLine
    standing: DeskRow
    changes: tuple[FieldChange, ...] = ()


@dataclass
class PackDifference:
    """The lines by what loading does with them."""

    new: list[PackLine] = field(default_factory=list)
    changed: list[Pair] = field(default_factory=list)
    """The file says something else than it did, or than the desk does where the desk is to be overwritten."""
    same: list[Pair] = field(default_factory=list)
    edited: list[Pair] = field(default_factory=list)
    """Edited at the desk since a pack last wrote them, and not to be overwritten: they are left as they are."""

    @property
    def writes(self) -> int:
        """How many rows are written at the desk."""
        return len(self.new) + len(self.changed)


def compare(lines: Iterable[PackLine], *, overwrite: bool) -> PackDifference:
    """Compare lines with the desk, whose rows of the same keys are locked until the transaction ends.

    A row is edited since where it is neither what the file says nor what a pack last wrote (``pack_digest``).
    """
    by_kind: dict[str, list[PackLine]] = defaultdict(list)
    for line in lines:
        if line.key:
            by_kind[line.kind].append(line)
    difference = PackDifference()
    for kind, wanted in by_kind.items():
        standing = _standing(kind, [line.key for line in wanted])
        for line in wanted:
            _sort_in(difference, line, standing.get(line.key), overwrite)
    return difference


def _sort_in(difference: PackDifference, line: PackLine, row: DeskRow | None, overwrite: bool) -> None:
    if row is None:
        difference.new.append(line)
        return
    said = row_of(row)
    if said == line.row:
        difference.same.append(Pair(line, row))
        return
    pair = Pair(line, row, tuple(_changes(said, line.row)))
    untouched = digest(said) == row.pack_digest
    (difference.changed if untouched or overwrite else difference.edited).append(pair)


def _standing(kind: str, keys: Sequence[str]) -> dict[str, DeskRow]:
    found: dict[str, DeskRow] = {}
    for some in chunked(keys):
        chosen = {f"{MODELS[kind].key_column}__in": some}
        list(MODELS[kind]._default_manager.select_for_update().filter(**chosen).values_list("pk"))
        found |= {row.public_key: row for row in rows(kind).filter(**chosen)}
    return found


def _changes(before: PackRow, after: PackRow) -> Iterator[FieldChange]:
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield key, before.get(key), after.get(key)


def frozen_faults(difference: PackDifference) -> Iterator[PackFault]:
    """Yield a fault for each line that would take a slug once used, or change what may not change any more."""
    taken = set(found_keys(Slug, "slug", ((line.kind, line.key) for line in difference.new)))
    for line in difference.new:
        if (line.kind, line.key) in taken:
            yield line.fault("slug", "was taken before, by a row that is gone or renamed")
    frozen = [(pair, keys) for pair in difference.changed if (keys := _frozen_changes(pair))]
    published = set(found_keys(Revision, "key", ((pair.line.kind, pair.line.key) for pair, _ in frozen)))
    for pair, keys in frozen:
        if pair.line.kind in SORT_KEYS:
            yield pair.line.fault("", "has the key of another row, whose values differ")
        elif (pair.line.kind, pair.line.key) in published:
            reason = "can't change, because the row was published: retract it and enter the right one"
            yield from (pair.line.fault(key, reason) for key in keys)


def _frozen_changes(pair: Pair) -> list[str]:
    names = [name.removesuffix("_id") for name in pair.standing.frozen_fields]
    return [key for key, _, _ in pair.changes if key in names]


def found_keys(model: type[models.Model], name: str, keys: Iterable[Key]) -> Iterator[Key]:
    """Yield those of ``keys`` that the table has, whose columns are ``kind`` and ``name``."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, key in keys:
        by_kind[kind].append(key)
    for kind, wanted in by_kind.items():
        for some in chunked(wanted):
            found = model._default_manager.filter(kind=kind, **{f"{name}__in": some})
            yield from ((kind, key) for key in found.values_list(name, flat=True))
