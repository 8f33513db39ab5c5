"""The data pack's format in code: files, keys, and what kind of value stands under each (``data/FORMAT.md``).

Keys, their order and whether one is required are those of :mod:`companies.record.documents.fields`; what its value is
comes from the desk's models, so that a pack holds what the desk can hold.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from django.db import models
from django.db.models.fields.reverse_related import ManyToOneRel

from companies.models.desk_row import DeskRow, SluggedRow
from companies.models.figure_rules import KEY_PARTS
from companies.models.rows import MODELS, column_name
from companies.record.documents.fields import CHILD_KEYS, CHILDREN, FIELDS, NAMED_KEYS, REFERENCE_KEYS, ROW_KEYS, Field
from companies.record.documents.owners import with_owners
from companies.record.ledger.canonical import canonical, sha256
from companies.vocabulary import PLURALS

PackRow = dict[str, Any]
"""One object of a pack: a line, or a child in one of its lists."""
Resolve = Callable[[type[models.Model], str], models.Model]
"""(model, slug) → the row that a reference stands for."""

SORT_KEYS = {
    "figure": (*KEY_PARTS, "restates"),
    "check": ("company", "law", "looked_on", "demand"),
}
"""What lines without a slug are sorted by, and are unique by."""


@dataclass(frozen=True)
class PackShape:
    """The keys of one kind of object, in order: which are required, and which have other values than text."""

    model: type[models.Model]
    keys: tuple[str, ...]
    required: tuple[str, ...]
    counts: frozenset[str]
    text_lists: frozenset[str]
    object_lists: Mapping[str, type[models.Model]]
    short_forms: frozenset[str]
    """Keys that have no column: they stand for another key, which says more."""


def file_name(kind: str) -> str:
    """Return the name of the file that holds rows of ``kind``."""
    return f"{PLURALS[kind]}.jsonl"


def sort_values(kind: str, row: PackRow) -> tuple[str, ...]:
    """Return what a line is sorted by; texts compare by code point, whatever the database would say."""
    return tuple(str(row.get(key, "")) for key in SORT_KEYS.get(kind, ("slug",)))


def digest(row: PackRow) -> str:
    """Return the digest of a row as a pack says it: what ``pack_digest`` keeps."""
    return sha256(canonical(row))


@cache
def column(model: type[models.Model], key: str) -> "models.Field[Any, Any]":
    """Return the model's column for a key of the format."""
    return cast("models.Field[Any, Any]", model._meta.get_field(column_name(model, key)))


@cache
def child_model(model: type[models.Model], key: str) -> type[models.Model]:
    """Return the model of the objects in the list under ``key``."""
    return cast(ManyToOneRel, model._meta.get_field(key)).related_model


def references(kind: str, row: PackRow) -> Iterator[tuple[str, str, str]]:
    """Yield (field, kind, slug) for everything that a row, or a child in one of its lists, refers to."""
    for key, target in REFERENCE_KEYS.items():
        if key in row:
            yield key, target or kind, row[key]
    for key, target in NAMED_KEYS.items():
        if key in row:
            yield key, target, row[key]
    for key in CHILD_KEYS:
        for place, child in enumerate(row.get(key, ())):
            yield from ((f"{key}[{place}].{name}", target, slug) for name, target, slug in references(kind, child))


def references_of_own_kind(kind: str, row: PackRow) -> set[str]:
    """Return the slugs of the rows of its own kind that a row refers to: a place's, or a company's owners."""
    return {slug for _, target, slug in references(kind, row) if target == kind}


@cache
def shape_of(kind: str) -> PackShape:
    """Return the shape of a line of ``kind``."""
    return _shape(MODELS[kind], FIELDS[kind])


@cache
def child_shape(kind: str, key: str) -> PackShape:
    """Return the shape of the objects in the list under ``key`` of a line of ``kind``."""
    return _shape(child_model(MODELS[kind], key), CHILDREN[key])


def _shape(model: type[models.Model], fields: Iterable[Field]) -> PackShape:
    entered = [field for field in fields if field.short_for or not field.computed]
    keys = tuple(field.name for field in entered)
    short_forms = frozenset(field.name for field in entered if field.short_for)
    columns = {key: column(model, key) for key in keys if key not in CHILD_KEYS and key not in short_forms}
    return PackShape(
        model=model,
        keys=keys,
        required=tuple(field.name for field in entered if field.required),
        counts=frozenset(key for key, field in columns.items() if isinstance(field, models.BigIntegerField)),
        text_lists=frozenset(key for key, field in columns.items() if isinstance(field, models.JSONField)),
        object_lists={key: child_model(model, key) for key in keys if key in CHILD_KEYS},
        short_forms=short_forms,
    )


def children_of(kind: str, key: str, row: PackRow) -> list[PackRow]:
    """Return the objects in the list under ``key`` of a row of ``kind``, which may say them by a short form."""
    said = with_owners(row) if kind == "company" else row
    children: list[PackRow] = said.get(key, [])
    return children


def column_values(model: type[models.Model], row: PackRow, resolve: Resolve) -> dict[str, Any]:
    """Return the column values of a row by field name: what is left out is unknown, so it gets the column's default."""
    values = given_values(model, row, resolve)
    if issubclass(model, DeskRow):
        fields = (column(model, key) for key in ROW_KEYS[model.kind_name] if key not in CHILD_KEYS)
        values = {field.name: field.get_default() for field in fields} | values
    return values


def given_values(model: type[models.Model], row: PackRow, resolve: Resolve) -> dict[str, Any]:
    """Return the column values of what a row tells, by field name: enough for a new one, which has defaults."""
    keys = ROW_KEYS[model.kind_name] if issubclass(model, DeskRow) else row
    fields = ((column(model, key), row[key]) for key in keys if key in row and key not in CHILD_KEYS)
    return {field.name: _value(field, value, resolve) for field, value in fields}


def _value(field: "models.Field[Any, Any]", value: Any, resolve: Resolve) -> Any:
    return resolve(field.related_model, value) if isinstance(field, models.ForeignKey) else value


def key_column(model: type[models.Model]) -> str:
    """Return the column by which a pack refers to a row of the model."""
    return model.key_column if issubclass(model, DeskRow) else "slug"


@lru_cache(4096)
def stand_in(model: type[models.Model], slug: str) -> models.Model:
    """Return an unsaved row that stands for nothing but its slug or key: enough to ask another row's own rules.

    The same one where it is asked for again: nobody changes it.
    """
    return model(**{key_column(model): slug})


def days_key_of(row: PackRow) -> str:
    """Return the key of a figure's line with the days of its period (``Figure.days_key``)."""
    made: str = _keyed("figure", row).make_days_key()
    return made


def _keyed(kind: str, row: PackRow) -> Any:
    """Return an unsaved row with the values that make the key of a line. Raises KeyError where one is missing."""
    required = shape_of(kind).required
    told = {key: row[key] for key in SORT_KEYS[kind] if key in row or key in required}
    return MODELS[kind](**given_values(MODELS[kind], told, stand_in))


def key_of(kind: str, row: PackRow) -> str:
    """Return the key that a line has in the record. Raises KeyError where a value that makes it is missing."""
    model = MODELS[kind]
    if issubclass(model, SluggedRow):
        slug: str = row["slug"]
        return slug
    made: str = _keyed(kind, row).make_key()
    return made
