"""The one reading of a query string, for pages and API alike: strict, and never a guess (design: filters; S07, A05).

What a parameter may be comes from :mod:`companies.record.query.filters`; whether a slug is known is judged at the asked
``known_at``, so that a draft is neither found nor suggested. Reading has two steps: :func:`parse_list` reads the head
alone and is enough for an ETag; :meth:`ParsedQuery.validate` asks the record about slugs.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import quote

from django.db.models import Q
from django.http import QueryDict

from companies.partial_dates import first_day, last_day
from companies.record.documents.fields import field_names, kept_name
from companies.record.query import parsers
from companies.record.query.cursors import Cursor, decode_cursor
from companies.record.query.errors import (
    ParameterError,
    repeated_parameter,
    unknown_parameter,
)
from companies.record.query.filter_types import Filter, FilterInput
from companies.record.query.filters import filters_of
from companies.record.reading.ordering import Ordering, default_ordering, ordering_names, ordering_of
from companies.record.reading.read import CursorPosition
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot

__all__ = ["ParameterError", "ParsedQuery", "ValidatedQuery", "parse_history", "parse_item", "parse_list"]

CLOCKS = ("valid_on", "known_at")
CHOICE = ("fields", "omit")
PAGING = ("page_size", "cursor", "count")
USUAL_SIZE = 50
HISTORY_ORDER = "-version"
_COMMA_LISTS = ("fields", "omit")
_SHAPING = ("page_size", "count", "cursor", *CHOICE)
"""What changes how an answer looks, and neither which rows it holds nor their order: not part of the question."""


@dataclass(frozen=True)
class ValidatedQuery:
    """A question that was found good: all that a view needs to ask the record."""

    snapshot: Snapshot
    condition: Q
    values: dict[str, list[str]]
    """The filters that were given, by name."""
    ordering: str
    order: Ordering
    size: int
    start: CursorPosition | None
    count: bool
    fields: frozenset[str]
    """The keys that each item shall have; empty: all."""
    omit: frozenset[str]
    question: str
    """Kind, filters, order and clocks, as one text: what a cursor is tied to."""
    query: str
    """The canonical query string: names in order, values as they were understood."""
    extra: dict[str, str] = field(default_factory=dict)
    """The caller's own parameters."""


@dataclass(frozen=True)
class ParsedQuery:
    """A question whose form is good, with its snapshot; slugs and words are not judged yet."""

    kind: str
    given: dict[str, list[str]]
    snapshot: Snapshot
    ordering: str
    start: CursorPosition | None
    question: str
    query: str
    filters: tuple[Filter, ...]
    extra: tuple[str, ...]

    def validate(self) -> ValidatedQuery:
        """Return the question, its values judged by what is known then. Raises ParameterError."""
        values: dict[str, list[str]] = {}
        condition = Q()
        for declared in self.filters:
            if declared.name in self.given:
                given = FilterInput(self.kind, self.given[declared.name], self.snapshot)
                values[declared.name] = declared.parse(given)
                condition &= declared.condition(replace(given, values=values[declared.name]))
        _refuse_empty_range(values)
        return ValidatedQuery(
            snapshot=self.snapshot,
            condition=condition,
            values=values,
            ordering=self.ordering,
            order=ordering_of(self.ordering),
            size=self._size(),
            start=self.start,
            count="count" in self.given and parsers.truth("count", self.given["count"][0]),
            fields=self._keys("fields", field_names(self.kind)),
            omit=self._keys("omit", [name for name in field_names(self.kind) if name != kept_name(self.kind)]),
            question=self.question,
            query=self.query,
            extra={name: self.given[name][0] for name in self.extra if name in self.given},
        )

    def _size(self) -> int:
        if "page_size" not in self.given:
            return USUAL_SIZE
        return parsers.number("page_size", self.given["page_size"][0], 1, parsers.LONGEST_PAGE)

    def _keys(self, name: str, known: Iterable[str]) -> frozenset[str]:
        what = f"a field that '{name}' may name"
        return frozenset(parsers.words(name, self.given.get(name, []), sorted(known), what))


def parse_list(
    kind: str,
    query: QueryDict,
    *,
    extra: tuple[str, ...] = (),
    left_out: Collection[str] = (),
    ordering: str = "",
    of: str = "this list",
) -> ParsedQuery:
    """Read a list's query string and take its snapshot; at most two queries. Raises ParameterError.

    ``extra``: names that the caller reads by itself. ``left_out``: names of :func:`list_parameters` that ``of`` does
    not take. ``ordering``: the only order there is, where none may be asked for.
    """
    names = [name for name in list_parameters(kind) if name not in left_out]
    given = _given(query, (*names, *extra), of, _comma_lists(kind))
    if ordering:
        given = dict(sorted({**given, "ordering": [ordering]}.items()))
    return _parsed(kind, given, _ordering(kind, given), kind, tuple(filters_of(kind)), extra)


def parse_item(
    kind: str, query: QueryDict, *, names: tuple[str, ...] = (*CLOCKS, *CHOICE), of: str = "this address"
) -> ParsedQuery:
    """Read an item's query string and take its snapshot; at most two queries. Raises ParameterError."""
    return _parsed(kind, _given(query, names, of, _COMMA_LISTS), default_ordering(kind), kind, (), ())


def parse_history(kind: str, key: str, query: QueryDict) -> ParsedQuery:
    """Read the query string of an item's history and take its snapshot; at most two queries. Raises ParameterError."""
    given = _given(query, (*CLOCKS, *CHOICE, *PAGING), "this address", _COMMA_LISTS)
    return _parsed(kind, given, HISTORY_ORDER, f"{kind} {key} history", (), ())


def list_parameters(kind: str) -> list[str]:
    """Return the names that a list of ``kind`` takes."""
    return [declared.name for declared in filters_of(kind)] + [*CLOCKS, "ordering", *CHOICE, *PAGING]


def _comma_lists(kind: str) -> tuple[str, ...]:
    return (*(declared.name for declared in filters_of(kind) if declared.several), *_COMMA_LISTS)


def _given(query: QueryDict, names: Iterable[str], of: str, comma_lists: Iterable[str]) -> dict[str, list[str]]:
    """Return what was given, by name in order: comma lists apart, all else as one text."""
    known = set(names)
    for name, texts in query.lists():
        if name not in known:
            raise unknown_parameter(name, known, of)
        if len(texts) > 1:
            raise repeated_parameter(name)
        parsers.plain_text(name, str(texts[0]))
    several = set(comma_lists)
    texts_of = {name: str(query[name]) for name in sorted(query)}
    return {name: parsers.comma_list(name, text) if name in several else [text] for name, text in texts_of.items()}


def _parsed(
    kind: str,
    given: dict[str, list[str]],
    ordering: str,
    of: str,
    filters: tuple[Filter, ...],
    extra: tuple[str, ...],
) -> ParsedQuery:
    own = {name: texts for name, texts in given.items() if name not in extra}
    question = f"{of}?{_canonical({name: texts for name, texts in own.items() if name not in _SHAPING})}"
    valid_on = parsers.day("valid_on", own["valid_on"][0]) if "valid_on" in own else None
    known_at = _known_at(own["known_at"][0]) if "known_at" in own else None
    cursor = _cursor(own, question, ordering)
    snapshot = take_snapshot(Clocks(valid_on, cursor.known_at if cursor else known_at))
    start = cursor.start if cursor else None
    return ParsedQuery(kind, given, snapshot, ordering, start, question, _canonical(given), filters, extra)


def _canonical(given: dict[str, list[str]]) -> str:
    """Return a query string in one form: names and lists are in order already; commas and colons stand as they are."""
    return "&".join(f"{name}={quote(','.join(texts), safe=',:')}" for name, texts in given.items())


def _known_at(text: str) -> datetime:
    known_at = parsers.instant("known_at", text)
    if parsers.is_future(known_at):
        raise parsers.future_clock("known_at", text, "now")
    return known_at


def _ordering(kind: str, given: dict[str, list[str]]) -> str:
    name = given.get("ordering", [default_ordering(kind)])[0]
    return parsers.words("ordering", [name], ordering_names(kind), "an order of this list")[0]


def _cursor(given: dict[str, list[str]], question: str, ordering: str) -> Cursor | None:
    return decode_cursor(given["cursor"][0], question, ordering_of(ordering)) if "cursor" in given else None


def _refuse_empty_range(validated: dict[str, list[str]]) -> None:
    begins, ends = validated.get("announced_from"), validated.get("announced_to")
    if begins and ends and last_day(ends[0]) < first_day(begins[0]):
        raise ParameterError(
            "announced_to",
            "empty-range",
            "Range that ends before it begins",
            f"'announced_from' is {begins[0]}, 'announced_to' is {ends[0]}: the range ends before it begins.",
        )
