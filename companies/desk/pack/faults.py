"""What is wrong with a pack, told all at once and before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LONGEST_TOLD = 120
"""Characters of a value that a fault repeats."""


Finding = tuple[str, str]
"""(field, reason): what is wrong with a line, before it is said where the line stands."""


@dataclass(frozen=True, order=True)
class PackFault:
    """One reason why a line can't be loaded. ``line`` is 0 and ``name`` blank where it is about the whole file."""

    file: Path
    line: int
    name: str
    field: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        said = " ".join(part for part in (self.name, self.field and f"[{self.field}]", self.reason) if part)
        return printable(f"{place}: {said}")


class PackError(Exception):
    """The packs can't be loaded; ``reasons`` says why, in order. Nothing was written."""

    def __init__(self, reasons: Iterable[object]) -> None:
        self.reasons = [str(reason) for reason in reasons]
        super().__init__("\n".join(self.reasons))


def told(value: str) -> str:
    """Return a text from a file as a fault may repeat it: quoted, escaped, not too long."""
    return repr(value if len(value) <= LONGEST_TOLD else f"{value[:LONGEST_TOLD]}…")


def printable(text: str) -> str:
    """Return the text with whatever a terminal can't show, or would obey, written as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
