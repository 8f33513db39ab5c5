"""JSON Schemas of the documents, one a kind, from the declaration of their fields (absent means unknown).

Codes are open lists (Zalando #112): a later codebook may add words, so a reader must take ones that it doesn't know.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from companies.partial_dates import PARTIAL_DATE_SCHEMA
from companies.record.documents import shapes
from companies.record.documents.fields import CHILDREN, FIELDS, Field
from companies.record.documents.shapes import Shape
from companies.shares import SHARE_PATTERN
from companies.slugs import SLUG_PATTERN
from companies.vocabulary import Vocabulary

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
LINK: Schema = {"type": "string", "format": "uri"}
DAY: Schema = {"type": "string", "format": "date"}
SLUG: Schema = {"type": "string", "pattern": SLUG_PATTERN}
SHARE: Schema = {
    "type": "string",
    "pattern": SHARE_PATTERN,
    "description": "Per cent, as it was printed: 70 or 70.5.",
}
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


_COMPONENTS = {
    "names": "CompanyName",
    "aliases": "Alias",
    "owners": "CompanyOwner",
    "provisions": "Provision",
    "events": "LawEvent",
    "citations": "Citation",
}
"""The component of each list of objects."""

_LABELS = {"law": "NamedLaw", "source": "SourceDocument"}
"""The component that a reference to a kind is; else a slug with a name."""


def schema_of(field: Field) -> Schema:
    """Return the schema of a field's value."""
    schema = _schema(field.name, field.shape)
    return schema | {"minItems": 1} if field.required and isinstance(field.shape, shapes.Children) else schema


def _schema(name: str, shape: Shape) -> Schema:
    match shape:
        case shapes.Code(vocabulary):
            return code(vocabulary)
        case shapes.Codes(vocabulary):
            return listing(code(vocabulary))
        case shapes.Reference(kind):
            return to(_LABELS.get(kind, "NamedRow"))
        case shapes.Children():
            return listing(to(_COMPONENTS[name]))
        case _:
            return _PLAIN[type(shape)]


_PLAIN: dict[type[Shape], Schema] = {
    shapes.Text: TEXT,
    shapes.Slug: SLUG,
    shapes.SlugOf: SLUG,
    shapes.KeyOf: SLUG,
    shapes.Share: SHARE,
    shapes.WebAddress: LINK,
    shapes.PartialDate: PARTIAL_DATE,
    shapes.Day: DAY,
    shapes.Number: COUNT,
    shapes.Jurisdictions: listing(to("NamedRow")),
    shapes.Covered: listing(to("CoveredService")),
}


def _object(fields: Iterable[Field]) -> Schema:
    listed = list(fields)
    required = " ".join(field.name for field in listed if field.required)
    return thing(required, {field.name: schema_of(field) for field in listed})


PARTS: dict[str, Schema] = {
    "NamedRow": thing("slug name", {"slug": SLUG, "name": TEXT}),
    "NamedLaw": thing("slug short_name", {"slug": SLUG, "short_name": TEXT}),
    "CoveredService": thing("name", {"slug": SLUG, "name": TEXT}),
    **{component: _object(CHILDREN[key]) for key, component in _COMPONENTS.items()},
}

DOCUMENTS: dict[str, Schema] = {kind: _object(fields) for kind, fields in FIELDS.items()}
