"""From files to lines. Whatever stands in a file, reading it gives lines and faults, never an exception."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from companies.desk.pack.faults import PackFault, told
from companies.desk.pack.format import PackRow, file_name
from companies.models.validators import slug_fault
from companies.vocabulary import KINDS


@dataclass
class PackLine:
    """One object of a pack and where it stands."""

    kind: str
    file: Path
    number: int
    row: PackRow
    key: str = ""
    """Its key in the record; blank while a value that makes it is missing or faulty."""

    def fault(self, field: str, reason: str) -> PackFault:
        """Return a fault of this line."""
        return PackFault(self.file, self.number, self.key or _name(self.row), field, reason)


@dataclass
class PackContents:
    """What the files hold: lines in the order of the files, and what is wrong with them."""

    lines: list[PackLine] = field(default_factory=list)
    faults: list[PackFault] = field(default_factory=list)

    def forget_rows(self) -> None:
        """Let go of what the lines say, once it is written: what is published is read from the desk."""
        for line in self.lines:
            line.row = {}


def read_packs(folders: Sequence[Path]) -> PackContents:
    """Read all files of all packs; a folder that is given twice is read once."""
    contents = PackContents()
    seen = set()
    for folder in folders:
        if (place := folder.resolve()) in seen:
            continue
        seen.add(place)
        if not folder.is_dir():
            contents.faults.append(PackFault(folder, 0, "", "", "is no folder"))
            continue
        for kind in KINDS.codes:
            _read_file(contents, kind, folder / file_name(kind))
    return contents


def _read_file(contents: PackContents, kind: str, file: Path) -> None:
    contents.lines += (PackLine(kind, file, number, row) for number, row in objects_in(file, contents.faults))


def objects_in(file: Path, faults: list[PackFault]) -> Iterator[tuple[int, PackRow]]:
    """Yield each line's number and object; what is wrong with the file or a line is added to ``faults``."""
    try:
        if not file.exists():
            raise OSError(None, "file is missing")
        if not file.is_file():
            raise OSError(None, "is no file")
        content = file.read_bytes()
    except OSError as error:
        faults.append(PackFault(file, 0, "", "", error.strerror or "can't be read"))
        return
    for number, text in enumerate(_split(content), 1):
        try:
            yield number, _object(text)
        except (ValueError, RecursionError) as error:
            reason = "is nested too deep" if isinstance(error, RecursionError) else _reason(error)
            faults.append(PackFault(file, number, "", "", reason))


def _split(content: bytes) -> Iterator[bytes]:
    lines = content.split(b"\n")
    yield from lines if lines[-1] else lines[:-1]


def _object(text: bytes) -> PackRow:
    """Return the line's object. Raises ValueError, or RecursionError for what is nested too deep."""
    value = json.loads(text.decode(), object_pairs_hook=_once, parse_constant=_refuse_constant)
    if not isinstance(value, dict):
        raise FormatError("not an object")
    return value


class FormatError(ValueError):
    """A line that JSON would take and the format doesn't; its message is the whole reason."""


def _reason(error: ValueError) -> str:
    if isinstance(error, FormatError):
        return str(error)
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not JSON: {error}"


def _once(pairs: list[tuple[str, Any]]) -> PackRow:
    twice = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    if twice:
        raise FormatError(f"key {', '.join(map(told, twice))} stands twice")
    return dict(pairs)


def _refuse_constant(name: str) -> None:
    raise FormatError(f"not JSON: {name} is no value")


def _name(row: PackRow) -> str:
    slug = row.get("slug")
    return slug if isinstance(slug, str) and slug_fault(slug) is None else ""
