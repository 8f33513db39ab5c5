"""A document's entered fields: what an editor answers for, taken back out of what was published.

Its form is that of a data pack's row, with references as slugs. Two more forms are known to it: an entry of ``covers``
that is a reference stands as ``{"slug": …}``, one that is text as ``{"name": …}``, so that re-composing a document
never turns one into the other. And a company's owners are always a list, where a pack, like documents of before there
were owners over time, may say ``parent``.
"""

from collections.abc import Mapping
from typing import Any

from companies.record.documents.fields import CHILD_KEYS, REFERENCE_KEYS, ROW_KEYS
from companies.record.documents.owners import with_owners, with_parent

EnteredFields = dict[str, Any]


def entered_fields(kind: str, document: Mapping[str, Any]) -> EnteredFields:
    """Return the entered fields of a document of ``kind``, keys in the data pack's order."""
    return _taken(with_owners(document) if kind == "company" else document, ROW_KEYS[kind])


def pack_row(entered: EnteredFields) -> EnteredFields:
    """Return entered fields as the data pack writes it: covers as slug or text, an only undated owner as parent."""
    if "covers" not in entered:
        return with_parent(entered)
    return {**entered, "covers": [item.get("slug") or item["name"] for item in entered["covers"]]}


def _taken(document: Mapping[str, Any], keys: tuple[str, ...]) -> EnteredFields:
    return {key: _value(key, document[key]) for key in keys if key in document}


def _value(key: str, value: Any) -> Any:
    if key in REFERENCE_KEYS:
        return value["slug"]
    if key in CHILD_KEYS:
        return [_taken(child, CHILD_KEYS[key]) for child in value]
    if key == "covers":
        return [{"slug": item["slug"]} if "slug" in item else item for item in value]
    return value
