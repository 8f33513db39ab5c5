"""Are the right keys there, in order, each with a value of the right type? The first thing asked of every object."""

from collections.abc import Iterator
from typing import Any

from companies.desk.pack.faults import told
from companies.desk.pack.format import Row, Shape

MOST = 10**12
"""The largest count that the format takes."""

Finding = tuple[str, str]
"""(field, reason)."""


def shaped(row: Row, shape: Shape) -> tuple[Row, list[Finding]]:
    """Return the object without what is of a wrong type, so that no later check stumbles on it; and what was wrong."""
    findings = [(key, "is missing") for key in shape.required if key not in row]
    if [key for key in row if key in shape.keys] != [key for key in shape.keys if key in row]:
        findings.append(("", "keys are out of order"))
    kept = {}
    for key, value in row.items():
        if reasons := list(_reasons(key, value, shape)):
            name = key if key in shape.keys else told(key)
            findings += [(name, reason) for reason in reasons]
        else:
            kept[key] = value
    return kept, findings


def _reasons(key: str, value: Any, shape: Shape) -> Iterator[str]:
    if key not in shape.keys:
        yield "is not of the format"
    elif value is None or value in ("", [], {}):
        yield "is empty: leave it out"
    elif key in shape.counts:
        if type(value) is not int or not 0 <= value <= MOST:
            yield "is no count from 0 to 10^12"
    elif key in shape.text_lists:
        if not _all_are(value, str):
            yield "is not a list of texts"
    elif key in shape.object_lists:
        if not _all_are(value, dict):
            yield "is not a list of objects"
    elif not isinstance(value, str):
        yield "is not text"


def _all_are(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)
