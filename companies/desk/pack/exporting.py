"""Writing packs: what the desk says, or what the record says at its head, as the files that loading reads."""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from companies.desk.pack.faults import PackError
from companies.desk.pack.format import PackRow, file_name, sort_values
from companies.models.rows import row_of, rows
from companies.record.documents.entered_fields import entered_fields, pack_row
from companies.record.ledger.revision import Entry
from companies.vocabulary import KINDS

BATCH = 500


@transaction.atomic
def desk_rows() -> dict[str, list[PackRow]]:
    """Return the rows of the desk by kind, drafts among them, as a pack writes them."""
    return {kind: [row_of(row) for row in rows(kind)] for kind in KINDS.codes}


def published_rows() -> dict[str, list[PackRow]]:
    """Return the rows of the record at its head by kind, retracted ones left out, in one query."""
    found: dict[str, list[PackRow]] = defaultdict(list)
    live = Entry.objects.filter(superseded_at__isnull=True, retracted=False).select_related("revision")
    for entry in live.iterator(BATCH):
        document = json.loads(entry.revision.document)
        found[entry.kind].append(pack_row(entered_fields(entry.kind, document)))
    return found


def export(folder: Path, found: Mapping[str, list[PackRow]]) -> int:
    """Write the seven files of a pack and return how many lines they have.

    The folder appears whole or not at all. Raises PackError where it exists and is not empty, or can't be written.
    """
    folder = folder.resolve()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise PackError([f"{folder} exists and is not an empty folder: choose another"])
        folder.parent.mkdir(parents=True, exist_ok=True)
        _write(folder, found)
    except OSError as error:
        raise PackError([f"{folder} can't be written: {error.strerror}"]) from error
    return sum(map(len, found.values()))


def _write(folder: Path, found: Mapping[str, list[PackRow]]) -> None:
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        partial.chmod(0o755)
        for kind in KINDS.codes:
            with (partial / file_name(kind)).open("wb") as file:
                file.write(_lines(kind, found.get(kind, [])))
                file.flush()
                os.fsync(file.fileno())
        partial.rename(folder)
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _lines(kind: str, found: list[PackRow]) -> bytes:
    ordered = sorted(found, key=lambda row: sort_values(kind, row))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ordered).encode()
