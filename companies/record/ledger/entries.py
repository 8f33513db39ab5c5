"""What is derived from the ledger: entries and references, each from its own document alone (design: the ledger)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from companies.name_order import sort_name
from companies.partial_dates import first_day, last_day
from companies.record.documents import shapes
from companies.record.documents.fields import CHILD_KEYS, FIELDS, NAMED_KEYS, REFERENCE_KEYS
from companies.record.documents.shapes import Shape
from companies.record.ledger.revision import Entry, Reference, Revision

_BLANK: dict[str, Any] = {
    **{field.column: "" for fields in FIELDS.values() for field in fields if field.column},
    "valid_from": None,
    "valid_until": None,
    "announced_first": None,
    "announced_last": None,
    "announced_precision": None,
    "looked_last": None,
    "supports": 0,
    "sort_name": "",
}
"""The columns that come from a document, as they stand where it says nothing. A tombstone's entry keeps them."""


def entry_of(revision: Revision, document: Mapping[str, Any], previous: Entry | None) -> Entry:
    """Return the unsaved entry of ``revision``. ``previous``: the entry of the key's revision before it, if any."""
    if revision.retracted:
        columns = {name: getattr(previous, name) for name in _BLANK} if previous else _BLANK
    else:
        columns = _columns(revision.kind, document)
    return Entry(
        revision_id=revision.seq,
        kind=revision.kind,
        key=revision.key,
        version=revision.version,
        recorded_at=revision.recorded_at,
        retracted=revision.retracted,
        cause=revision.cause,
        change=_change(revision, previous),
        **columns,
    )


def references_of(revision: Revision, document: Mapping[str, Any]) -> list[Reference]:
    """Return the unsaved references of ``revision``: what its document embeds or names, itself left out, sorted."""
    found = {item for item in _references(revision.kind, document) if item[:2] != (revision.kind, revision.key)}
    return [Reference(revision_id=revision.seq, kind=kind, key=key, role=role) for kind, key, role in sorted(found)]


def jurisdiction_path(jurisdictions: Iterable[Mapping[str, Any]]) -> str:
    """Return places, outermost first, as a path: ``/china/hong-kong/``; blank where there are none."""
    slugs = [place["slug"] for place in jurisdictions]
    return f"/{'/'.join(slugs)}/" if slugs else ""


def _change(revision: Revision, previous: Entry | None) -> str:
    if revision.retracted:
        return "retracted"
    return "added" if previous is None or previous.retracted else "changed"


def _columns(kind: str, document: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(_BLANK)
    for field in FIELDS[kind]:
        if field.column and field.name in document:
            columns[field.column] = _column(field.shape, document[field.name])
    if announced := document.get("announced_on"):
        columns["announced_first"], columns["announced_last"] = first_day(announced), last_day(announced)
        columns["announced_precision"] = len(announced)
    if "looked_on" in document:
        columns["looked_last"] = last_day(document["looked_on"])
    columns["sort_name"] = sort_name(kind, document)
    columns["supports"] = sum(citation["relation"] == "supports" for citation in document.get("citations", ()))
    return columns


def _column(shape: Shape, value: Any) -> Any:
    """Return a value as a column holds it: of a row its slug, of several a path, of a day a date."""
    match shape:
        case shapes.Reference():
            return value["slug"]
        case shapes.Codes():
            return f"/{'/'.join(value)}/" if value else ""
        case shapes.Jurisdictions():
            return jurisdiction_path(value)
        case shapes.Day():
            return date.fromisoformat(value)
        case _:
            return value


def _references(kind: str, document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, target in REFERENCE_KEYS.items():
        if key in document:
            yield target or kind, document[key]["slug"], key
    for key, target in NAMED_KEYS.items():
        if key in document:
            yield target, document[key], key
    for place in document.get("jurisdictions", ()):
        yield "jurisdiction", place["slug"], "jurisdictions"
    for covered in document.get("covers", ()):
        if "slug" in covered:
            yield "company", covered["slug"], "covers"
    yield from _references_of_children(document)


def _references_of_children(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key in CHILD_KEYS:
        for child in document.get(key, ()):
            for name in REFERENCE_KEYS.keys() & child.keys():
                yield REFERENCE_KEYS[name], child[name]["slug"], child.get("relation", key)
