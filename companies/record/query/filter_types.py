"""The types of filters: each knows how its values are parsed, what the schema says of them, and what a form offers.

What there is to filter by is declared in :mod:`companies.record.query.filters`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from companies.partial_dates import PARTIAL_DATE_SCHEMA
from companies.record.query import parsers
from companies.record.query.errors import unknown_value
from companies.record.reading import read
from companies.record.reading.snapshot import Snapshot
from companies.slugs import SLUG_PATTERN
from companies.vocabulary import PLURALS, Text, Vocabulary

Schema = dict[str, Any]


@dataclass(frozen=True)
class Chosen:
    """The values of one filter, parsed, and the list that they narrow."""

    kind: str
    """The kind of the list; ``change`` for the change feed."""
    values: Sequence[str]
    snapshot: Snapshot


@dataclass(frozen=True)
class Filter:
    """One filter: which lists take it, what it is called, and what it asks of the database."""

    name: str
    kinds: tuple[str, ...]
    """Kinds of list that take it; ``change`` is the change feed."""
    label: Text
    description: Text
    condition: Callable[[Chosen], Q]

    several = False
    """Whether it takes several values with commas between them."""
    slugs_of = ""
    """The kind whose slugs its values are, where they are slugs."""
    example = ""

    def parse(self, chosen: Chosen) -> list[str]:
        """Return the values as they are understood. Raises ParameterError for one that is not allowed."""
        raise NotImplementedError

    def schema(self, kind: str) -> Schema:
        """Return the JSON Schema of one value on a list of ``kind``."""
        raise NotImplementedError

    def words(self, kind: str) -> Vocabulary | None:
        """Return the closed vocabulary of its values on a list of ``kind``, where they are words of one."""
        return None


@dataclass(frozen=True)
class WordsFilter(Filter):
    """Words of a closed vocabulary, which may depend on the kind of the list."""

    vocabulary: Vocabulary
    by_kind: tuple[tuple[str, Vocabulary], ...] = ()
    """Kinds of list whose words are of another vocabulary."""

    several = True

    def parse(self, chosen: Chosen) -> list[str]:
        """Return the words."""
        known = list(self.words(chosen.kind).codes)
        return parsers.words(self.name, list(chosen.values), known, f"a value of '{self.name}'")

    def schema(self, kind: str) -> Schema:
        """Return an enumeration."""
        return {"type": "string", "enum": list(self.words(kind).codes)}

    def words(self, kind: str) -> Vocabulary:
        """Return the vocabulary."""
        return dict(self.by_kind).get(kind, self.vocabulary)


@dataclass(frozen=True)
class SlugsFilter(Filter):
    """Slugs of published rows of one kind, judged by what is known at the snapshot: a draft is never suggested."""

    slugs_of: str

    several = True

    def parse(self, chosen: Chosen) -> list[str]:
        """Return the slugs; one query, two more where one is unknown."""
        if unknown := read.unknown_keys(chosen.snapshot, self.slugs_of, chosen.values):
            known = read.all_keys(chosen.snapshot, self.slugs_of)
            what = f"the slug of one of the {PLURALS[self.slugs_of]} of the record"
            meant = read.suggested(chosen.snapshot, self.slugs_of, unknown[0])
            raise unknown_value(self.name, unknown[0], known, what, tell=False, suggestion=meant.key if meant else "")
        return list(chosen.values)

    def schema(self, kind: str) -> Schema:
        """Return a pattern, and whose slugs they are."""
        return {"type": "string", "pattern": SLUG_PATTERN, "x-slug-of": self.slugs_of}


@dataclass(frozen=True)
class LanguagesFilter(Filter):
    """Language tags (BCP 47)."""

    several = True
    example = "en"

    def parse(self, chosen: Chosen) -> list[str]:
        """Return the tags."""
        return parsers.languages(self.name, list(chosen.values))

    def schema(self, kind: str) -> Schema:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$"}


@dataclass(frozen=True)
class PartialDateFilter(Filter):
    """One date: a year, a month or a day."""

    example = "2020-07"

    def parse(self, chosen: Chosen) -> list[str]:
        """Return the date."""
        return [parsers.partial_date(self.name, chosen.values[0])]

    def schema(self, kind: str) -> Schema:
        """Return the three forms."""
        return dict(PARTIAL_DATE_SCHEMA)


@dataclass(frozen=True)
class NumberFilter(Filter):
    """One whole number."""

    def parse(self, chosen: Chosen) -> list[str]:
        """Return the number, as it was written."""
        parsers.number(self.name, chosen.values[0], 0, parsers.LARGEST_NUMBER)
        return list(chosen.values)

    def schema(self, kind: str) -> Schema:
        """Return the bounds."""
        return {"type": "integer", "minimum": 0, "maximum": parsers.LARGEST_NUMBER}
