"""Composing documents: entered fields + embedded parts + computed parts (design: publishing 2).

There is one way to compose, for a row that an editor publishes and for a document that is only stored anew: entered
fields in, document out. Whatever a document says of another comes from that other's *document*, never from the desk.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from companies.partial_dates import last_day
from companies.record.documents.chains import Standing
from companies.record.documents.entered_fields import EnteredFields
from companies.record.documents.fields import CHILD_KEYS, NAMED_KEYS, REFERENCE_KEYS
from companies.record.documents.names import name_of_day
from companies.record.documents.owners import owner_today

Document = dict[str, Any]
Lookup = Callable[[str, str], Mapping[str, Any]]
"""(kind, slug) → its document. Raises LookupError for one that is not published."""

FORM = 2
"""The number of today's form of documents, to be raised whenever the same entered fields give other bytes than in the
release before: ``prepare_site`` then stores anew what is published. 2: statements tell their run."""

_LABEL_KEYS = {"law": ("slug", "short_name"), "jurisdiction": ("slug", "name"), "company": ("slug", "name")}


def targets(kind: str, entered: EnteredFields) -> Iterator[tuple[str, str]]:
    """Yield (kind, slug) of everything that entered fields refers to directly; the same may come twice."""
    for key, target in REFERENCE_KEYS.items():
        if key in entered:
            yield target or kind, entered[key]
    for key, target in NAMED_KEYS.items():
        if key in entered:
            yield target, entered[key]
    for item in entered.get("covers", ()):
        if "slug" in item:
            yield "company", item["slug"]
    for key in CHILD_KEYS:
        for child in entered.get(key, ()):
            yield from ((REFERENCE_KEYS[name], child[name]) for name in REFERENCE_KEYS if name in child)


def compose(kind: str, entered: EnteredFields, lookup: Lookup, standing: Standing | None = None) -> Document:
    """Return the document of entered fields.

    ``standing``: for a stance, when it is in force and since when its position is held. Raises LookupError where
    something referred to has no document.
    """
    document: Document = dict(entered)
    for key, target in REFERENCE_KEYS.items():
        if key in entered:
            document[key] = _embedded(target or kind, entered[key], lookup)
    for key in CHILD_KEYS:
        if key in entered:
            document[key] = [_child(child, lookup) for child in entered[key]]
    if "covers" in entered:
        document["covers"] = [_covered(item, lookup) for item in entered["covers"]]
    if today := owner_today(document.get("owners", ())):
        document["parent"] = today["company"]
    if places := _places(kind, entered, lookup):
        document["jurisdictions"] = places
    if kind == "stance" and standing is not None:
        _place_in_time(document, lookup("company", entered["company"]), standing)
    return document


def embedded_fields(kind: str, document: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what other documents take from this one; where it is unchanged, none of them needs to be composed anew."""
    if kind == "source":
        return tuple(sorted(document.items()))
    label = [document.get(key) for key in _LABEL_KEYS.get(kind, ())]
    return (
        *label,
        document.get("names"),
        document.get("jurisdictions") if kind in ("law", "jurisdiction") else None,
    )


def _embedded(kind: str, slug: str, lookup: Lookup) -> Document:
    document = lookup(kind, slug)
    return {key: document[key] for key in _LABEL_KEYS[kind]} if kind in _LABEL_KEYS else dict(document)


def _child(child: EnteredFields, lookup: Lookup) -> Document:
    """Return a child with what it refers to; whom an event of a law names, it names by the name of its day."""
    document = dict(child)
    for name in REFERENCE_KEYS.keys() & child.keys():
        document[name] = _embedded(REFERENCE_KEYS[name], child[name], lookup)
    if "company" in child and "date" in child:
        document["company"]["name"] = name_of_day(lookup("company", child["company"]), last_day(child["date"]))
    return document


def _covered(item: Mapping[str, str], lookup: Lookup) -> Document:
    return _embedded("company", item["slug"], lookup) if "slug" in item else dict(item)


def _places(kind: str, entered: EnteredFields, lookup: Lookup) -> list[Any]:
    """Return where it lies, outermost first: a company at its home, a stance or check where its law is."""
    if kind == "jurisdiction":
        above = lookup(kind, entered["parent"])["jurisdictions"] if "parent" in entered else []
        return [*above, {"slug": entered["slug"], "name": entered["name"]}]
    for key, target in (("home", "jurisdiction"), ("jurisdiction", "jurisdiction"), ("law", "law")):
        if key in entered:
            return list(lookup(target, entered[key])["jurisdictions"])
    return []


def _place_in_time(document: Document, company: Mapping[str, Any], standing: Standing) -> None:
    interval = standing.interval
    document["company"] = {"slug": company["slug"], "name": name_of_day(company, interval.valid_from)}
    document["valid_from"] = interval.valid_from.isoformat()
    if interval.valid_until is not None:
        document["valid_until"] = interval.valid_until.isoformat()
    document["held_since"] = standing.held_since
    if standing.first_said:
        document["first_said"] = standing.first_said
