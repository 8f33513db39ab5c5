"""What a difference is in words: how many rows are new, which change and how, which are left."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from companies.desk.pack.comparing import FieldChange, PackDifference, Pair
from companies.desk.pack.faults import printable
from companies.desk.pack.reading import PackLine
from companies.record.ledger.canonical import canonical
from companies.vocabulary import KINDS, PLURALS

LONGEST_VALUE = 200


def difference_lines(difference: PackDifference, *, each_new: bool = False) -> Iterator[str]:
    """Yield the lines that tell a difference; with ``each_new`` every new row by name."""
    if difference.new:
        yield f"New: {_by_kind(difference.new)}"
        if each_new:
            yield from (f"  {line.kind} {line.key}" for line in difference.new)
    if difference.changed:
        yield f"Changed: {_by_kind(pair.line for pair in difference.changed)}"
        yield from _pair_lines(difference.changed)
    if difference.edited:
        yield f"Edited at the desk since, left as they are: {_by_kind(pair.line for pair in difference.edited)}"
        yield from _pair_lines(difference.edited)
        yield "  (--overwrite puts the packs' rows in their place)"
    if difference.same:
        yield f"Same: {_by_kind(pair.line for pair in difference.same)}"


def _pair_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    for pair in pairs:
        yield f"  {pair.line.kind} {pair.line.key}"
        yield from (f"    {_change(change)}" for change in pair.changes)


def _change(change: FieldChange) -> str:
    key, before, after = change
    return f"{key}: {_value(before)} → {_value(after)}"


def _value(value: Any) -> str:
    if value is None:
        return "(left out)"
    text = printable(canonical(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return the number with its noun: ``1 row``, ``1,750 rows``; ``nouns`` where the plural is not just an s more."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def _by_kind(lines: Iterable[PackLine]) -> str:
    counts = Counter(line.kind for line in lines)
    return ", ".join(counted(counts[kind], kind, PLURALS[kind]) for kind in KINDS.codes if counts[kind])
