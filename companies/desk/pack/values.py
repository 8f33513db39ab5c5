"""Does each value say something that the desk can hold? Asked of the desk's own fields and ``clean``, so that a rule
stands once: what a form would refuse, a pack can't bring in.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from companies.desk.pack.faults import told
from companies.desk.pack.format import Row, Shape, child_shape, column, column_values, key_of, shape_of, stand_in
from companies.desk.pack.reading import Line
from companies.desk.pack.shapes import Finding, shaped


def check_line(line: Line) -> list[Finding]:
    """Return what is wrong with a line alone; its row keeps what is right, and it gets its key if it has one."""
    shape = shape_of(line.kind)
    line.row, findings = shaped(line.row, shape)
    for key in [key for key in shape.object_lists if key in line.row]:
        children = []
        for place, child in enumerate(line.row[key]):
            kept, child_findings = _checked(child, child_shape(line.kind, key))
            children.append(kept)
            findings += [(f"{key}[{place}]{name and f'.{name}'}", reason) for name, reason in child_findings]
        line.row[key] = children
    kept, more = _valid(line.row, shape)
    line.row = kept
    try:
        line.key = key_of(line.kind, kept)
    except KeyError:
        line.key = ""
    return findings + more


def _checked(row: Row, shape: Shape) -> tuple[Row, list[Finding]]:
    kept, findings = shaped(row, shape)
    kept, more = _valid(kept, shape)
    return kept, findings + more


def _valid(row: Row, shape: Shape) -> tuple[Row, list[Finding]]:
    """Return the row without the values that can't stand, and why not."""
    findings: list[Finding] = []
    kept = {}
    for key, value in row.items():
        reasons = [] if key in shape.object_lists else list(_reasons(column(shape.model, key), value))
        findings += [(key, reason) for reason in reasons]
        if not reasons:
            kept[key] = value
    return kept, findings + list(_clean(kept, shape))


def _reasons(field: "models.Field[Any, Any]", value: Any) -> Iterator[str]:
    """Yield why a value can't stand in a column. A reference has the form of what it refers to: a slug."""
    if isinstance(field, models.ForeignKey):
        field = column(field.related_model, "slug")
    if field.choices and value not in (words := [code for code, _ in field.flatchoices]):
        yield f"{told(value)} is not of the vocabulary: {', '.join(words)}"
        return
    for validator in field.validators:
        try:
            validator(value)
        except ValidationError as error:
            yield from (message.rstrip(".") for message in error.messages)


def _clean(row: Row, shape: Shape) -> Iterator[Finding]:
    """Yield what the model's own rules across columns refuse; references stand for nothing but their slugs."""
    instance = shape.model(**column_values(shape.model, row, stand_in))
    try:
        instance.clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from ((name.removesuffix("_date"), message.rstrip(".")) for message in messages)
