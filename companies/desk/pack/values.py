"""What is wrong with a line alone: its keys, the types of its values, and what they say.

What a value may say is asked of the desk's own fields and of each model's ``clean``, so that a rule stands once: what a
form would refuse, a pack can't bring in.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from companies.desk.pack.faults import Finding, told
from companies.desk.pack.format import (
    PackRow,
    PackShape,
    child_shape,
    column,
    given_values,
    key_column,
    key_of,
    shape_of,
    stand_in,
)
from companies.desk.pack.reading import PackLine
from companies.models.company import CompanyOwner
from companies.models.fields import WebAddressField
from companies.models.validators import LARGEST_COUNT


def check_line(line: PackLine) -> list[Finding]:
    """Return what is wrong with a line alone; its row keeps what is right, and it gets its key if it has one."""
    shape = shape_of(line.kind)
    line.row, findings = _shaped(line.row, shape)
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


def _checked(row: PackRow, shape: PackShape) -> tuple[PackRow, list[Finding]]:
    kept, findings = _shaped(row, shape)
    kept, more = _valid(kept, shape)
    return kept, findings + more


def _shaped(row: PackRow, shape: PackShape) -> tuple[PackRow, list[Finding]]:
    """Return the object without what is of a wrong type, so that no later check stumbles on it; and what was wrong."""
    findings = [(key, "is missing") for key in shape.required if key not in row]
    if [key for key in row if key in shape.keys] != [key for key in shape.keys if key in row]:
        findings.append(("", "keys are out of order"))
    kept = {}
    for key, value in row.items():
        if reasons := list(_shape_reasons(key, value, shape)):
            name = key if key in shape.keys else told(key)
            findings += [(name, reason) for reason in reasons]
        else:
            kept[key] = value
    return kept, findings


def _shape_reasons(key: str, value: Any, shape: PackShape) -> Iterator[str]:
    if key not in shape.keys:
        yield "is not of the format"
    elif value is None or value in ("", [], {}):
        yield "is empty: leave it out"
    elif key in shape.counts:
        if type(value) is not int or not 0 <= value <= LARGEST_COUNT:
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


def _valid(row: PackRow, shape: PackShape) -> tuple[PackRow, list[Finding]]:
    """Return the row without the values that can't stand, and why not."""
    findings: list[Finding] = []
    kept = {}
    for key, value in row.items():
        field = _column(shape, key)
        if isinstance(field, WebAddressField):
            value = field.to_python(value)
        reasons = list(_value_reasons(field, value)) if field else []
        findings += [(key, reason) for reason in reasons]
        if not reasons:
            kept[key] = value
    return kept, findings + list(_clean(kept, shape))


def _column(shape: PackShape, key: str) -> "models.Field[Any, Any] | None":
    """Return the column that judges a value; of a short form the one that it stands for, of a list of objects none."""
    if key in shape.object_lists:
        return None
    return column(CompanyOwner, "company") if key in shape.short_forms else column(shape.model, key)


def _value_reasons(field: "models.Field[Any, Any]", value: Any) -> Iterator[str]:
    """Yield why a value can't stand in a column. A reference has the form of what it refers to."""
    if isinstance(field, models.ForeignKey):
        field = column(field.related_model, key_column(field.related_model))
    if field.choices and value not in (words := _words(field)):
        yield f"{told(value)} is not of the vocabulary: {', '.join(words)}"
        return
    for validator in field.validators:
        try:
            validator(value)
        except ValidationError as error:
            yield from (message.rstrip(".") for message in error.messages)


@cache
def _words(field: "models.Field[Any, Any]") -> tuple[str, ...]:
    return tuple(code for code, _ in field.flatchoices)


def _clean(row: PackRow, shape: PackShape) -> Iterator[Finding]:
    """Yield what the model's own rules across columns refuse; references stand for nothing but their slugs."""
    if shape.model.clean is models.Model.clean:
        return
    instance = shape.model(**given_values(shape.model, row, stand_in))
    try:
        instance.clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from ((name.removesuffix("_date"), message.rstrip(".")) for message in messages)
