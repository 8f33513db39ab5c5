"""From files to lines. Whatever stands in a file, reading it gives lines and faults, never an exception."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from companies.desk.pack.faults import Fault, told
from companies.desk.pack.format import Row, file_name
from companies.models.validators import slug_fault
from companies.vocabulary import KINDS


@dataclass
class Line:
    """One object of a pack and where it stands."""

    kind: str
    file: Path
    number: int
    row: Row
    key: str = ""
    """Its key in the record; blank while a value that makes it is missing or faulty."""

    def fault(self, field: str, reason: str) -> Fault:
        """Return a fault of this line."""
        return Fault(self.file, self.number, self.key or _name(self.row), field, reason)


@dataclass
class Reading:
    """What the files hold: lines in the order of the files, and what is wrong with them."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_packs(folders: Sequence[Path]) -> Reading:
    """Read all files of all packs; a folder that is given twice is read once."""
    reading = Reading()
    seen = set()
    for folder in folders:
        if (place := folder.resolve()) in seen:
            continue
        seen.add(place)
        if not folder.is_dir():
            reading.faults.append(Fault(folder, 0, "", "", "is no folder"))
            continue
        for kind in KINDS.codes:
            _read_file(reading, kind, folder / file_name(kind))
    return reading


def _read_file(reading: Reading, kind: str, file: Path) -> None:
    try:
        if not file.exists():
            raise OSError(None, "file is missing")
        if not file.is_file():
            raise OSError(None, "is no file")
        content = file.read_bytes()
    except OSError as error:
        reading.faults.append(Fault(file, 0, "", "", error.strerror or "can't be read"))
        return
    for number, text in enumerate(_split(content), 1):
        try:
            reading.lines.append(Line(kind, file, number, _object(text)))
        except (ValueError, RecursionError) as error:
            reason = "is nested too deep" if isinstance(error, RecursionError) else _reason(error)
            reading.faults.append(Fault(file, number, "", "", reason))


def _split(content: bytes) -> Iterator[bytes]:
    lines = content.split(b"\n")
    yield from lines if lines[-1] else lines[:-1]


def _object(text: bytes) -> Row:
    """Return the line's object. Raises ValueError, or RecursionError for what is nested too deep."""
    value = json.loads(text.decode(), object_pairs_hook=_once, parse_constant=_refuse_constant)
    if not isinstance(value, dict):
        raise FormError("not an object")
    return value


class FormError(ValueError):
    """A line that JSON would take and the format doesn't; its message is the whole reason."""


def _reason(error: ValueError) -> str:
    if isinstance(error, FormError):
        return str(error)
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not JSON: {error}"


def _once(pairs: list[tuple[str, Any]]) -> Row:
    twice = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    if twice:
        raise FormError(f"key {', '.join(map(told, twice))} stands twice")
    return dict(pairs)


def _refuse_constant(name: str) -> None:
    raise FormError(f"not JSON: {name} is no value")


def _name(row: Row) -> str:
    slug = row.get("slug")
    return slug if isinstance(slug, str) and slug_fault(slug) is None else ""
