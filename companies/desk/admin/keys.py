"""Rows by their key in the record: how the desk's own addresses and forms name them (``stance/apple-…``)."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from companies.models.desk_row import DeskRow, SluggedRow
from companies.models.rows import MODELS
from companies.record.ledger.revision import Key

_FORM = re.compile(r"([a-z]+)/([a-z0-9-]{1,255})\Z")


def key_of(row: DeskRow) -> Key:
    """Return (kind, key) of a desk row."""
    return row.kind_name, row.public_key


def key_text(key: Key) -> str:
    """Return a key as one word: ``stance/apple-hk-nsl-user-data-2020-07-06``."""
    return "/".join(key)


def parse_keys(texts: Iterable[str]) -> list[Key]:
    """Return keys from words, each once, in their order; what is no key of a known kind is left out."""
    found = (match.groups() for text in texts if (match := _FORM.match(text)))
    return list(dict.fromkeys((kind, key) for kind, key in found if kind in MODELS))


def key_column(model: type[DeskRow]) -> str:
    """Return the column that holds the key of a model's rows."""
    return "slug" if issubclass(model, SluggedRow) else "key"


def rows_by_key(keys: Iterable[Key]) -> dict[Key, DeskRow]:
    """Return the desk's rows of those keys that it has, in the order asked; one query a kind."""
    wanted: dict[str, list[str]] = defaultdict(list)
    asked = list(keys)
    for kind, key in asked:
        wanted[kind].append(key)
    found = {key_of(row): row for kind, names in wanted.items() for row in _rows(kind, names)}
    return {key: found[key] for key in asked if key in found}


def _rows(kind: str, names: list[str]) -> QuerySet[DeskRow]:
    model = MODELS[kind]
    return model._default_manager.filter(**{f"{key_column(model)}__in": names})
