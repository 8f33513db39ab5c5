"""Writing packs: what the desk says, or what the record says at its head, as the files that loading reads.

Rows are read and written one after the other in the order of a pack's lines, so that no file is ever held. What has no
slug is sorted within its company: of that the rows of one company are held.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.db.models import QuerySet

from companies.desk.pack.faults import PackError
from companies.desk.pack.format import SORT_KEYS, PackRow, file_name, sort_values
from companies.models.rows import MODELS, row_of, rows
from companies.record.documents.entered_fields import entered_fields, pack_row
from companies.record.ledger.one_state import one_state
from companies.record.ledger.revision import Entry
from companies.vocabulary import KINDS

BATCH = 500


@dataclass(frozen=True)
class PackSource:
    """Where the rows of a pack come from."""

    count: Callable[[], int]
    """How many there are, of all kinds."""
    rows: Callable[[str], Iterator[PackRow]]
    """Those of a kind, by slug; where they have none, by their company's."""


def _desk_rows(kind: str) -> Iterator[PackRow]:
    first = "company__slug" if kind in SORT_KEYS else MODELS[kind].key_column
    return map(row_of, rows(kind).order_by(first).iterator(BATCH))


def _live() -> QuerySet[Entry]:
    return Entry.objects.filter(superseded_at__isnull=True, retracted=False)


def _published_rows(kind: str) -> Iterator[PackRow]:
    found = _live().filter(kind=kind).order_by("company" if kind in SORT_KEYS else "key")
    for document in found.values_list("revision__document", flat=True).iterator(BATCH):
        yield pack_row(entered_fields(kind, json.loads(document)))


DESK = PackSource(lambda: sum(model._default_manager.count() for model in MODELS.values()), _desk_rows)
"""The rows of the desk, drafts among them."""

PUBLISHED = PackSource(lambda: _live().count(), _published_rows)
"""The rows of the record at its head, retracted ones left out."""


def export(folder: Path, source: PackSource, done: Callable[[int], object] = lambda rows: None) -> int:
    """Write the seven files of a pack, all of one state of the database, and return how many lines they have.

    The folder appears whole or not at all. ``done`` is told how many more lines were written. Raises PackError where
    the folder exists and is not empty, or can't be written.
    """
    folder = folder.resolve()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise PackError([f"{folder} exists and is not an empty folder: choose another"])
        folder.parent.mkdir(parents=True, exist_ok=True)
        with one_state():
            return _write(folder, source, done)
    except OSError as error:
        raise PackError([f"{folder} can't be written: {error.strerror}"]) from error


def _write(folder: Path, source: PackSource, done: Callable[[int], object]) -> int:
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    lines = 0
    try:
        partial.chmod(0o755)
        for kind in KINDS.codes:
            with (partial / file_name(kind)).open("wb") as file:
                for row in _in_order(kind, source.rows(kind)):
                    file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
                    lines += 1
                    done(1)
                file.flush()
                os.fsync(file.fileno())
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return lines


def _in_order(kind: str, found: Iterable[PackRow]) -> Iterator[PackRow]:
    """Yield rows that come in the order of the first value that they are sorted by in the order of all these values."""
    for _, some in groupby(found, key=lambda row: sort_values(kind, row)[0]):
        yield from sorted(some, key=lambda row: sort_values(kind, row))
