"""JSON Schemas of the documents, one a kind (FORMAT's names; absent means unknown).

Codes are open lists (Zalando #112): a later codebook may add words, so a reader must take ones that it doesn't know.
"""

from collections.abc import Mapping
from typing import Any

from companies.partial_dates import PARTIAL_DATE_SCHEMA
from companies.slugs import SLUG_PATTERN
from companies.vocabulary import (
    CHECKED,
    COMPANY_KINDS,
    COMPLIED_MEANINGS,
    CONDITIONS,
    DEMANDS,
    EVENT_KINDS,
    JURISDICTION_KINDS,
    LAW_KINDS,
    NAME_KINDS,
    OUTCOMES,
    POSITIONS,
    RELATIONS,
    REQUEST_TYPES,
    SOURCE_KINDS,
    UNITS,
    Vocabulary,
)

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
LINK: Schema = {"type": "string", "format": "uri"}
DAY: Schema = {"type": "string", "format": "date"}
SLUG: Schema = {"type": "string", "pattern": SLUG_PATTERN}
COUNT: Schema = {"type": "integer", "format": "int64", "minimum": 0}
PARTIAL_DATE: Schema = {
    **PARTIAL_DATE_SCHEMA,
    "description": "A year, a month or a day; its length is its precision.",
}


def code(vocabulary: Vocabulary) -> Schema:
    """Return the schema of one word of an open list."""
    return {"type": "string", "x-extensible-enum": list(vocabulary.codes)}


def listing(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def thing(required: str, properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object with these keys, and room for later ones."""
    return {"type": "object", "required": required.split(), "properties": dict(properties)}


def to(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


PARTS: dict[str, Schema] = {
    "NamedRow": thing("slug name", {"slug": SLUG, "name": TEXT}),
    "NamedLaw": thing("slug short_name", {"slug": SLUG, "short_name": TEXT}),
    "CoveredService": thing("name", {"slug": SLUG, "name": TEXT}),
    "CompanyName": thing(
        "name kind", {"name": TEXT, "kind": code(NAME_KINDS), "from": PARTIAL_DATE, "to": PARTIAL_DATE}
    ),
    "Provision": thing("label summary", {"label": TEXT, "demand": code(DEMANDS), "summary": TEXT, "penalty": TEXT}),
    "LawEvent": thing(
        "date kind title",
        {"date": PARTIAL_DATE, "kind": code(EVENT_KINDS), "title": TEXT, "source": to("SourceDocument")},
    ),
    "Citation": thing(
        "relation source",
        {"relation": code(RELATIONS), "quote": TEXT, "note": TEXT, "source": to("SourceDocument")},
    ),
}

_PLACES = listing(to("NamedRow"))

DOCUMENTS: dict[str, Schema] = {
    "jurisdiction": thing(
        "slug name kind jurisdictions",
        {
            "slug": SLUG,
            "name": TEXT,
            "name_zh_hant": TEXT,
            "iso": TEXT,
            "kind": code(JURISDICTION_KINDS),
            "parent": to("NamedRow"),
            "jurisdictions": _PLACES,
        },
    ),
    "company": thing(
        "slug name kind summary",
        {
            "slug": SLUG,
            "name": TEXT,
            "name_zh_hant": TEXT,
            "names": listing(to("CompanyName")),
            "kind": code(COMPANY_KINDS),
            "parent": to("NamedRow"),
            "home": to("NamedRow"),
            "jurisdictions": _PLACES,
            "website": LINK,
            "wikidata": TEXT,
            "summary": TEXT,
        },
    ),
    "law": thing(
        "slug name short_name jurisdiction jurisdictions kind demands summary",
        {
            "slug": SLUG,
            "name": TEXT,
            "name_local": TEXT,
            "name_zh_hant": TEXT,
            "short_name": TEXT,
            "jurisdiction": to("NamedRow"),
            "jurisdictions": _PLACES,
            "kind": code(LAW_KINDS),
            "demands": listing(code(DEMANDS)),
            "adopted_on": PARTIAL_DATE,
            "in_force_on": PARTIAL_DATE,
            "repealed_on": PARTIAL_DATE,
            "official_url": LINK,
            "summary": TEXT,
            "provisions": listing(to("Provision")),
            "events": listing(to("LawEvent")),
        },
    ),
    "source": thing(
        "slug url title publisher language kind checked",
        {
            "slug": SLUG,
            "url": LINK,
            "title": TEXT,
            "publisher": TEXT,
            "published_on": PARTIAL_DATE,
            "language": TEXT,
            "kind": code(SOURCE_KINDS),
            "checked": code(CHECKED),
        },
    ),
    "stance": thing(
        "slug company law jurisdictions demand position announced_on valid_from summary citations",
        {
            "slug": SLUG,
            "company": to("NamedRow"),
            "law": to("NamedLaw"),
            "jurisdictions": _PLACES,
            "demand": code(DEMANDS),
            "position": code(POSITIONS),
            "announced_on": PARTIAL_DATE,
            "effective_on": PARTIAL_DATE,
            "valid_from": DAY,
            "valid_until": DAY,
            "covers": listing(to("CoveredService")),
            "conditions": listing(code(CONDITIONS)),
            "summary": TEXT,
            "summary_zh_hant": TEXT,
            "citations": listing(to("Citation")) | {"minItems": 1},
        },
    ),
    "figure": thing(
        "company jurisdiction jurisdictions period_from period_to request_type unit received source",
        {
            "company": to("NamedRow"),
            "jurisdiction": to("NamedRow"),
            "jurisdictions": _PLACES,
            "period_from": PARTIAL_DATE,
            "period_to": PARTIAL_DATE,
            "request_type": code(REQUEST_TYPES),
            "unit": code(UNITS),
            "received": COUNT,
            "complied": COUNT,
            "complied_meaning": code(COMPLIED_MEANINGS),
            "source": to("SourceDocument"),
            "note": TEXT,
        },
    ),
    "check": thing(
        "company law jurisdictions demand looked_on outcome",
        {
            "company": to("NamedRow"),
            "law": to("NamedLaw"),
            "jurisdictions": _PLACES,
            "demand": code(DEMANDS),
            "looked_on": PARTIAL_DATE,
            "asked_on": PARTIAL_DATE,
            "outcome": code(OUTCOMES),
            "source": to("SourceDocument"),
            "note": TEXT,
        },
    ),
}
