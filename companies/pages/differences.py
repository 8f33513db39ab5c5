"""What differs between two revisions, in words (design: pages)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from companies.pages.dates import date_words
from companies.partial_dates import is_partial_date
from companies.record.documents.fields import Field, field_of
from companies.record.documents.shapes import Code, Codes, Shape
from companies.record.reading.changes import Change
from companies.vocabulary import RELATIONS


@dataclass(frozen=True)
class FieldDifference:
    """One field before and after; blank where it was not there."""

    label: str
    old: str
    new: str


def in_words(change: Change) -> list[FieldDifference]:
    """Return what a revision changed, field by field; nothing for a first revision and a retraction."""
    if change.item.change != "changed":
        return []
    kind = change.item.kind
    return [_difference(field_of(kind, name), pair["old"], pair["new"]) for name, pair in change.fields.items()]


def _difference(field: Field, old: Any, new: Any) -> FieldDifference:
    if isinstance(old, list) and isinstance(new, list):
        old, new = [item for item in old if item not in new], [item for item in new if item not in old]
    return FieldDifference(str(field.label), value_words(field.shape, old), value_words(field.shape, new))


def value_words(shape: Shape, value: Any) -> str:
    """Return a value of a document as a reader reads it."""
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return "; ".join(value_words(shape, item) for item in value)
    if isinstance(value, Mapping):
        return _object_words(value)
    if isinstance(shape, Code | Codes) and value in shape.vocabulary:
        return str(shape.vocabulary.label(value))
    return date_words(value) if is_partial_date(value) else str(value)


def _object_words(value: Mapping[str, Any]) -> str:
    if "relation" in value:
        quote = _("“%(quote)s”, ") % {"quote": value["quote"]} if "quote" in value else ""
        note = f" ({value['note']})" if "note" in value else ""
        told = f"{quote}{_object_words(value['source'])}{note}"
        if value["relation"] == "supports":
            return told
        return _("%(relation)s: %(told)s") % {"relation": RELATIONS.label(value["relation"]), "told": told}
    if "publisher" in value:
        return f"{value['publisher']}, {value['title']}"
    parts = [value.get(key) for key in ("date", "label", "short_name", "name", "title", "from", "to", "summary")]
    if "company" in value:
        parts.insert(1, value["company"]["name"])
    return ", ".join(date_words(part) if is_partial_date(part) else str(part) for part in parts if part)
