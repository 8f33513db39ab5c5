"""Rows by their key in the record: how the desk's own addresses and forms name them (``stance/apple-…``)."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from companies.record.ledger.revision import LONGEST_KEY, Key
from companies.slugs import SLUG_PATTERN


def key_text(key: Key) -> str:
    """Return a key as one text: ``stance/apple-hk-nsl-user-data-2020-07-06``."""
    return "/".join(key)


def parse_keys(texts: Iterable[str]) -> list[Key]:
    """Return the keys that the texts are, each once, in their order; what is no key of a known kind is left out."""
    found = (tuple(text.partition("/")[::2]) for text in texts)
    return list(dict.fromkeys((kind, key) for kind, key in found if kind in MODELS and _is_key(key)))


def rows_by_key(keys: Iterable[Key]) -> dict[Key, DeskRow]:
    """Return the desk's rows of those keys that it has, in the order asked; one query a kind."""
    wanted: dict[str, list[str]] = defaultdict(list)
    asked = list(keys)
    for kind, key in asked:
        wanted[kind].append(key)
    found = {row.record_key: row for kind, names in wanted.items() for row in _rows(kind, names)}
    return {key: found[key] for key in asked if key in found}


def _is_key(text: str) -> bool:
    return len(text) <= LONGEST_KEY and re.fullmatch(SLUG_PATTERN, text) is not None


def _rows(kind: str, names: list[str]) -> QuerySet[DeskRow]:
    model = MODELS[kind]
    return model._default_manager.filter(**{f"{model.key_column}__in": names})
