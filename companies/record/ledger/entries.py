"""What is derived from the ledger: entries and references, each from its own document alone (DESIGN §1)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from companies.partial_dates import first_day, last_day
from companies.record.documents.fields import CHILD_KEYS, REFERENCE_KEYS
from companies.record.ledger.revision import Entry, Reference, Revision

KEPT = [
    "document_kind",
    "company",
    "law",
    "demand",
    "demands",
    "position",
    "jurisdiction_path",
    "language",
    "request_type",
    "unit",
    "outcome",
    "announced_first",
    "announced_last",
    "announced_precision",
    "valid_from",
    "valid_until",
    "looked_last",
    "supports",
]
"""The columns that come from a document, which a tombstone's entry keeps from the revision before it."""


def entry_of(revision: Revision, document: Mapping[str, Any], previous: Entry | None) -> Entry:
    """Return the unsaved entry of ``revision``. ``previous``: the entry of the key's revision before it, if any."""
    if revision.retracted and previous is not None:
        columns = {name: getattr(previous, name) for name in KEPT}
    else:
        columns = _columns(document)
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


def _columns(document: Mapping[str, Any]) -> dict[str, Any]:
    announced = document.get("announced_on")
    demands = document.get("demands", ())
    citations = document.get("citations", ())
    return {
        "document_kind": document.get("kind", ""),
        "company": _slug(document, "company"),
        "law": _slug(document, "law"),
        "demand": document.get("demand", ""),
        "demands": f"/{'/'.join(demands)}/" if demands else "",
        "position": document.get("position", ""),
        "jurisdiction_path": jurisdiction_path(document.get("jurisdictions", ())),
        "language": document.get("language", ""),
        "request_type": document.get("request_type", ""),
        "unit": document.get("unit", ""),
        "outcome": document.get("outcome", ""),
        "announced_first": first_day(announced) if announced else None,
        "announced_last": last_day(announced) if announced else None,
        "announced_precision": len(announced) if announced else None,
        "valid_from": _day(document, "valid_from"),
        "valid_until": _day(document, "valid_until"),
        "looked_last": last_day(document["looked_on"]) if "looked_on" in document else None,
        "supports": sum(citation["relation"] == "supports" for citation in citations),
    }


def _slug(document: Mapping[str, Any], key: str) -> str:
    slug: str = document[key]["slug"] if key in document else ""
    return slug


def _day(document: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(document[key]) if key in document else None


def _references(kind: str, document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, target in REFERENCE_KEYS.items():
        if key in document:
            yield target or kind, document[key]["slug"], key
    for place in document.get("jurisdictions", ()):
        yield "jurisdiction", place["slug"], "jurisdictions"
    for covered in document.get("covers", ()):
        if "slug" in covered:
            yield "company", covered["slug"], "covers"
    for key in CHILD_KEYS:
        for child in document.get(key, ()):
            if "source" in child:
                yield "source", child["source"]["slug"], child.get("relation", key)
