"""Two small packs of made-up companies, and how a test bends them."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import models

from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.models import (
    Citation,
    CompanyAlias,
    CompanyName,
    CompanyOwner,
    JurisdictionAlias,
    LawAlias,
    LawEvent,
    Provision,
    Slug,
    Source,
)
from companies.models.rows import MODELS
from companies.record.documents.fields import CHILD_KEYS, PACK_KEYS
from companies.record.ledger.revision import Entry, Head, Reference, Revision
from companies.vocabulary import PLURALS

PACKS = Path(__file__).parent / "packs"
FILES = {plural: kind for kind, plural in PLURALS.items()}

FIRST = "lantern-bay-data-act-user-data-2020-07-06"
SECOND = "lantern-bay-data-act-user-data-2020-10"
"""The two answers of ``bay``."""

Mutant = Mapping[str, Any]


def copied(name: str, folder: Path) -> Path:
    """Return a copy of a pack that a test may write in."""
    return Path(shutil.copytree(PACKS / name, folder / name))


def rows_in(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def write_rows(file: Path, rows: list[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))


def change(pack: Path, name: str, line: int, **values: Any) -> dict[str, Any]:
    """Set values (None: leave out) of one line of a file, keys kept in order, and return its row."""
    rows = rows_in(pack / f"{name}.jsonl")
    for key, value in values.items():
        rows[line - 1].pop(key, None)
        if value is not None:
            rows[line - 1][key] = value
    rows[line - 1] = _in_order(rows[line - 1], PACK_KEYS[FILES[name]])
    write_rows(pack / f"{name}.jsonl", rows)
    return rows[line - 1]


def mutate(pack: Path, mutant: Mutant) -> None:
    """Bend one line of a pack as ``mutants.jsonl`` says."""
    file = pack / f"{mutant['file']}.jsonl"
    lines = file.read_text().splitlines()
    place = mutant["line"] - 1
    if "raw" in mutant:
        lines[place] = mutant["raw"] + "1" * mutant.get("digits", 0) + "}" * ("digits" in mutant)
    elif "copy" in mutant:
        lines[place] = lines[mutant["copy"] - 1]
    else:
        lines[place] = json.dumps(_bent(json.loads(lines[place]), mutant))
    file.write_text("\n".join(lines) + "\n")


def _bent(row: dict[str, Any], mutant: Mutant) -> dict[str, Any]:
    for path in mutant.get("drop", ()):
        holder, key = _holder(row, path)
        del holder[key]
    for path, value in mutant.get("set", {}).items():
        holder, key = _holder(row, path)
        holder[key] = value
    for path, times in mutant.get("repeat", {}).items():
        row[path] = "a" * times
    for key, keys in CHILD_KEYS.items():
        if isinstance(row.get(key), list):
            row[key] = [_in_order(child, keys) if isinstance(child, dict) else child for child in row[key]]
    return _in_order(row, PACK_KEYS[FILES[mutant["file"]]])


def _holder(row: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    *steps, last = path.split(".")
    holder: Any = row
    for step in steps:
        holder = holder[int(step) if step.isdigit() else step]
    return holder, last


def _in_order(row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    strange = [key for key in row if key not in keys]
    return {key: row[key] for key in (*keys, *strange) if key in row}


def faults_of(*packs: Path) -> list[str]:
    """Load packs that must be refused, and return why; nothing is written."""
    with pytest.raises(PackError) as refused:
        load(packs, LoadOptions())
    assert not Source.objects.exists()
    return refused.value.reasons


def everything() -> list[Any]:
    """Every row of every table that loading writes."""
    tables: list[type[models.Model]] = [*MODELS.values(), Slug, Revision, Entry, Reference, Head]
    tables += [CompanyName, CompanyAlias, CompanyOwner, LawAlias, JurisdictionAlias, Provision, LawEvent, Citation]
    return [sorted(map(repr, table._base_manager.values())) for table in tables]


def edit(model: type[Any], slug: str, **values: Any) -> None:
    """Save other values of a row, as an editor would."""
    row = model.objects.get(slug=slug)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def contents(folder: Path) -> dict[str, bytes]:
    """Return what stands in each file of a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}
