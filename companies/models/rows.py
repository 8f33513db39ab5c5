"""Desk rows in the data pack's form: the one place that turns a row of the desk into what it says.

Publishing, exporting and "changed since published" all read the desk through :func:`row_of`.
"""

from typing import Any, cast

from django.db import models
from django.db.models import Prefetch, QuerySet

from companies.models.check import Check
from companies.models.company import Company, CompanyOwner
from companies.models.desk_row import DeskRow
from companies.models.figure import Figure
from companies.models.jurisdiction import Jurisdiction
from companies.models.law import Law
from companies.models.source import Source
from companies.models.stance import Stance
from companies.record.documents.fields import CHILD_KEYS, REFERENCE_KEYS, ROW_KEYS
from companies.record.documents.owners import with_parent

MODELS: dict[str, type[DeskRow]] = {
    model.kind_name: model for model in (Jurisdiction, Source, Company, Law, Stance, Figure, Check)
}
"""The desk's model of each kind."""

COLUMNS = {"from": "from_date", "to": "to_date"}
"""Keys of the format that are spelt differently in Python, because ``from`` is a keyword."""


def column_name(model: type[models.Model], key: str) -> str:
    """Return the name of the model's column for a key of the format; of a company's owner it is not its company."""
    return "owner" if (model, key) == (CompanyOwner, "company") else COLUMNS.get(key, key)


def rows(kind: str) -> QuerySet[DeskRow]:
    """Return the desk's rows of ``kind`` with all that :func:`row_of` reads, in a flat number of queries."""
    names = [key for key in ROW_KEYS[kind] if _is_relation(MODELS[kind], key)]
    children = [key for key in ROW_KEYS[kind] if key in CHILD_KEYS]
    queryset = MODELS[kind]._default_manager.prefetch_related(*(_children(kind, key) for key in children))
    return queryset.select_related(*names) if names else queryset


def row_of(row: DeskRow) -> dict[str, Any]:
    """Return what the desk says of ``row``: ``data/FORMAT.md``'s object, keys in its order, without what is unknown."""
    return with_parent(entered_of(row))


def entered_of(row: DeskRow) -> dict[str, Any]:
    """Return the same by its entered fields alone, no key in a short form: owners are always a list."""
    return _filled(row, ROW_KEYS[row.kind_name])


def _children(kind: str, key: str) -> Any:
    """Return how a list of child rows is read: with what they refer to, joined.

    A prefetch of the sources by themselves asks for each by an OR of its own, which SQLite refuses past 1,000.
    """
    model = cast("type[models.Model]", MODELS[kind]._meta.get_field(key).related_model)
    joined = [column_name(model, name) for name in CHILD_KEYS[key] if name in REFERENCE_KEYS]
    children = model._default_manager.all()
    return Prefetch(key, children.select_related(*joined) if joined else children)


def _filled(row: models.Model, keys: tuple[str, ...]) -> dict[str, Any]:
    values = ((key, _value(row, key)) for key in keys)
    return {key: value for key, value in values if value not in (None, "", [])}


def _value(row: models.Model, key: str) -> Any:
    value = getattr(row, column_name(type(row), key))
    if key in CHILD_KEYS:
        return [_filled(child, CHILD_KEYS[key]) for child in value.all()]
    return value.public_key if isinstance(value, DeskRow) else value


def _is_relation(model: type[models.Model], key: str) -> bool:
    if key in CHILD_KEYS:
        return False
    return cast("models.Field[Any, Any]", model._meta.get_field(column_name(model, key))).is_relation
