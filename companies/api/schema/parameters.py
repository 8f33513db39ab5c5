"""OpenAPI's parameters, made from the one declaration of each filter (design: filters 1)."""

from typing import Any

from companies.record.documents.fields import field_names, kept_name
from companies.record.query.filter_types import Filter
from companies.record.query.filters import filters_of
from companies.record.query.parameters import USUAL_SIZE
from companies.record.query.parsers import LARGEST_NUMBER, LONGEST_PAGE, MOST_VALUES
from companies.record.reading.ordering import default_ordering, ordering_names
from companies.slugs import SLUG_PATTERN

Parameter = dict[str, Any]

_VALID_ON: Parameter = {
    "name": "valid_on",
    "in": "query",
    "description": "What was in force on that day (stances), and the state of that day. Not in the future.",
    "schema": {"type": "string", "format": "date"},
    "example": "2020-07-08",
}
_KNOWN_AT: Parameter = {
    "name": "known_at",
    "in": "query",
    "description": "What had been published by that instant: RFC 3339 with its zone (+ as %2B). Not in the future.",
    "schema": {"type": "string", "format": "date-time"},
    "example": "2026-12-31T12:00:00Z",
}
_COUNT: Parameter = {
    "name": "count",
    "in": "query",
    "description": "true: tell how many rows the list holds.",
    "schema": {"type": "string", "enum": ["false", "true"], "default": "false"},
}
_CURSOR: Parameter = {
    "name": "cursor",
    "in": "query",
    "description": "Where the walk goes on. Follow “next” and “previous”; a cursor is not made by hand.",
    "schema": {"type": "string", "maxLength": 1000, "pattern": "^[A-Za-z0-9_-]+$"},
}
_PAGE_SIZE: Parameter = {
    "name": "page_size",
    "in": "query",
    "description": "How many rows a page holds.",
    "schema": {"type": "integer", "minimum": 1, "maximum": LONGEST_PAGE, "default": USUAL_SIZE},
}
_MIN_HEAD: Parameter = {
    "name": "min_head",
    "in": "query",
    "description": "The “head” of an answer that you have: what is answered is read from a record that is as new.",
    "schema": {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER},
    "example": 1,
}


def index_parameters() -> list[Parameter]:
    """Return what the index of lists takes."""
    return [*clock_parameters(), _MIN_HEAD]


def clock_parameters() -> list[Parameter]:
    """Return the two clocks."""
    return [_VALID_ON, _KNOWN_AT]


def list_parameters(kind: str) -> list[Parameter]:
    """Return what a list of ``kind`` (or ``change``) takes."""
    own = [_filter(kind, declared) for declared in filters_of(kind)]
    return [*own, *clock_parameters(), _ordering(kind), *_choice(kind), _PAGE_SIZE, _CURSOR, _COUNT, _MIN_HEAD]


def item_parameters(kind: str) -> list[Parameter]:
    """Return what an item takes."""
    return [_key(kind), *clock_parameters(), *_choice(kind), _MIN_HEAD]


def history_parameters(kind: str) -> list[Parameter]:
    """Return what an item's history takes."""
    return [*item_parameters(kind), _PAGE_SIZE, _CURSOR, _COUNT]


def _filter(kind: str, declared: Filter) -> Parameter:
    schema = declared.schema(kind)
    made = {"name": declared.name, "in": "query", "description": declared.schema_description()}
    if declared.several:
        return made | _comma_list(schema)
    return made | {"schema": schema} | ({"example": declared.example} if declared.example else {})


def _ordering(kind: str) -> Parameter:
    return {
        "name": "ordering",
        "in": "query",
        "description": "In which order the rows stand; with - the other way round.",
        "schema": {"type": "string", "enum": ordering_names(kind), "default": default_ordering(kind)},
    }


def _choice(kind: str) -> list[Parameter]:
    names, kept = sorted(field_names(kind)), kept_name(kind)
    stays = f" “{kept}” always stays." if kept else ""
    return [
        {
            "name": "fields",
            "in": "query",
            "description": f"Only these top-level keys, and “record” unless “omit” names it.{stays}",
            **_comma_list({"type": "string", "enum": names}),
        },
        {
            "name": "omit",
            "in": "query",
            "description": f"All but these top-level keys.{stays}",
            **_comma_list({"type": "string", "enum": [name for name in names if name != kept]}),
        },
    ]


def _comma_list(items: dict[str, Any]) -> Parameter:
    schema = {"type": "array", "items": items, "minItems": 1, "maxItems": MOST_VALUES, "uniqueItems": True}
    return {"schema": schema, "style": "form", "explode": False}


def _key(kind: str) -> Parameter:
    return {
        "name": "key",
        "in": "path",
        "required": True,
        "description": f"The {kind}'s slug." if kept_name(kind) else f"The {kind}'s key: its values joined by -.",
        "schema": {"type": "string", "pattern": SLUG_PATTERN, "x-slug-of": kind},
    }
