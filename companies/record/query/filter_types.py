"""The types of filters: each parses its values, describes them in the schema, and tells what there is to choose from.

What there is to filter by is declared in :mod:`companies.record.query.filters`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from companies.name_order import name_order
from companies.partial_dates import PARTIAL_DATE_SCHEMA
from companies.record.query import parsers
from companies.record.query.errors import unknown_value
from companies.record.reading import read
from companies.record.reading.snapshot import Snapshot
from companies.slugs import SLUG_PATTERN
from companies.vocabulary import PLURALS, Text, Vocabulary

Schema = dict[str, Any]
Options = list[tuple[str, str]]
"""Pairs of a value and its label, in the order in which a form offers them."""
NamesOfKind = Callable[[str], Mapping[str, str]]
"""Kind → names by slug of its published rows; empty where they are too many to choose from."""


@dataclass(frozen=True)
class FilterInput:
    """What a filter works on: its values (as sent, or as parsed), and the list that they narrow."""

    kind: str
    """The kind of the list; ``change`` for the change feed."""
    values: Sequence[str]
    snapshot: Snapshot


Condition = Callable[[FilterInput], Q]
"""Parsed values → the condition on the entries of the list."""


@dataclass(frozen=True)
class Filter:
    """One filter: which lists take it, what it is called, and what it asks of the database."""

    name: str
    kinds: tuple[str, ...]
    """Kinds of list that take it; ``change`` is the change feed."""
    label: Text
    """What the pages' forms call it."""
    description: Text
    """What the API's schema says of it: a sentence."""
    condition: Condition

    several = False
    """Whether it takes several values with commas between them."""
    is_date = False
    """Whether its value is a partial date, which pages write out in words."""
    example = ""
    """A value that shows the form, where that is not plain."""

    def parse(self, sent: FilterInput) -> list[str]:
        """Return the values as they are understood. Raises ParameterError for one that is not allowed."""
        raise NotImplementedError

    def schema(self, kind: str) -> Schema:
        """Return the JSON Schema of one value on a list of ``kind``."""
        raise NotImplementedError

    def schema_description(self) -> str:
        """Return what the API's schema says of it."""
        return str(self.description)

    def options(self, kind: str, names: NamesOfKind) -> Options:
        """Return all that there is to choose from on a list of ``kind``; nothing where a value is written freely."""
        return []


@dataclass(frozen=True)
class WordsFilter(Filter):
    """Words of a closed vocabulary, which may depend on the kind of the list."""

    vocabulary: Vocabulary
    by_kind: tuple[tuple[str, Vocabulary], ...] = ()
    """Kinds of list whose words are of another vocabulary."""

    several = True

    def parse(self, sent: FilterInput) -> list[str]:
        """Return the words."""
        return parsers.words(self.name, sent.values, self._words(sent.kind).codes, f"a value of '{self.name}'")

    def schema(self, kind: str) -> Schema:
        """Return an enumeration."""
        return {"type": "string", "enum": list(self._words(kind).codes)}

    def options(self, kind: str, names: NamesOfKind) -> Options:
        """Return the words with their labels, in the codebook's order."""
        return [(word.code, str(word.label)) for word in self._words(kind)]

    def _words(self, kind: str) -> Vocabulary:
        return dict(self.by_kind).get(kind, self.vocabulary)


@dataclass(frozen=True)
class SlugsFilter(Filter):
    """Slugs of published rows of one kind, as known at the snapshot: a draft is neither found nor suggested."""

    slugs_of: str
    """The kind."""

    several = True

    def parse(self, sent: FilterInput) -> list[str]:
        """Return the slugs; one query, two more where one is unknown."""
        if unknown := read.unknown_keys(sent.snapshot, self.slugs_of, sent.values):
            known = read.all_keys(sent.snapshot, self.slugs_of)
            what = f"the slug of one of the {PLURALS[self.slugs_of]} of the record"
            meant = read.suggested(sent.snapshot, self.slugs_of, unknown[0])
            raise unknown_value(self.name, unknown[0], known, what, tell=False, suggestion=meant.key if meant else "")
        return list(sent.values)

    def schema(self, kind: str) -> Schema:
        """Return a pattern, and whose slugs they are."""
        return {"type": "string", "pattern": SLUG_PATTERN, "x-slug-of": self.slugs_of}

    def schema_description(self) -> str:
        """Return the description, and where the slugs are listed."""
        return f"{self.description} See the list of {PLURALS[self.slugs_of]}."

    def options(self, kind: str, names: NamesOfKind) -> Options:
        """Return the slugs with their names, by name."""
        return sorted(names(self.slugs_of).items(), key=lambda option: (name_order(option[1]), option[0]))


@dataclass(frozen=True)
class LanguagesFilter(Filter):
    """Language tags (BCP 47)."""

    several = True
    example = "en"

    def parse(self, sent: FilterInput) -> list[str]:
        """Return the tags."""
        return parsers.languages(self.name, sent.values)

    def schema(self, kind: str) -> Schema:
        """Return a pattern."""
        return {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$"}


@dataclass(frozen=True)
class PartialDateFilter(Filter):
    """One date: a year, a month or a day."""

    is_date = True
    example = "2020-07"

    def parse(self, sent: FilterInput) -> list[str]:
        """Return the date."""
        return [parsers.partial_date(self.name, sent.values[0])]

    def schema(self, kind: str) -> Schema:
        """Return the three forms."""
        return dict(PARTIAL_DATE_SCHEMA)


@dataclass(frozen=True)
class TruthFilter(Filter):
    """Yes or no."""

    yes: Text
    """What pages call ``true``."""
    no: Text

    def parse(self, sent: FilterInput) -> list[str]:
        """Return ``true`` or ``false``."""
        parsers.truth(self.name, sent.values[0])
        return list(sent.values)

    def schema(self, kind: str) -> Schema:
        """Return both words, as ``count`` has them."""
        return {"type": "string", "enum": ["false", "true"]}

    def options(self, kind: str, names: NamesOfKind) -> Options:
        """Return both, in words."""
        return [("true", str(self.yes)), ("false", str(self.no))]


@dataclass(frozen=True)
class NumberFilter(Filter):
    """One whole number."""

    def parse(self, sent: FilterInput) -> list[str]:
        """Return the number, as it was written."""
        parsers.number(self.name, sent.values[0], 0, parsers.LARGEST_NUMBER)
        return list(sent.values)

    def schema(self, kind: str) -> Schema:
        """Return the bounds."""
        return {"type": "integer", "minimum": 0, "maximum": parsers.LARGEST_NUMBER}
