"""Documents and rows in an editor's words: titles, labels of fields, values as text."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.text import capfirst

from companies.models.rows import MODELS
from companies.record.documents.fields import field_of
from companies.record.documents.names import law_with_place
from companies.record.ledger.revision import Key
from companies.vocabulary import CHANGES, KINDS, POSITIONS


def key_title(key: Key) -> str:
    """Return a key with its kind's word: ``answer apple-…``."""
    return f"{KINDS.label(key[0])} {key[1]}"


def document_title(kind: str, document: Mapping[str, Any]) -> str:
    """Return what a document is about, in a few words."""
    if kind == "stance":
        position = POSITIONS.label(document["position"])
        return f"{document['company']['name']} · {law_with_place(document)}: {position}"
    if kind in ("figure", "check"):
        return str(document["company"]["name"])
    if kind == "law":
        return law_with_place(document)
    return str(document.get("title") or document.get("name") or "")


def field_label(kind: str, name: str) -> str:
    """Return the label of a key of a document: the desk's own where it has that field."""
    declared = field_of(kind, name)
    if declared.computed:
        return str(declared.label)
    field = MODELS[kind]._meta.get_field(name)
    if isinstance(field, models.Field):
        return capfirst(str(field.verbose_name))
    related: Any = field.related_model
    return capfirst(str(related._meta.verbose_name_plural))


def value_lines(value: Any) -> list[str]:
    """Return a document's value as lines of text: a list has one each, an object its values."""
    if value is None:
        return []
    if isinstance(value, list):
        return [line for item in value for line in value_lines(item)]
    if isinstance(value, dict):
        return [_object_text(value)]
    return [str(value)]


def change_word(change: str) -> str:
    """Return a change's label."""
    return str(CHANGES.label(change))


def _object_text(value: Mapping[str, Any]) -> str:
    parts = (item.get("slug", "") if isinstance(item, dict) else str(item) for item in value.values())
    return " · ".join(part for part in parts if part)
