"""The one reading of a query string, for pages and API alike: strict, and never a guess (design: filters; S07, A05).

What a parameter may be comes from :mod:`companies.record.query.filters`; whether a slug is known depends on the
requested ``known_at``, so that a draft is neither found nor suggested. Reading has two steps: :func:`parse_list` reads
the head alone and is enough for an ETag; :meth:`ParsedQuery.validate` looks slugs up in the record.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from operator import and_

from django.db.models import Q
from django.http import QueryDict

from companies.partial_dates import first_day, last_day
from companies.record.documents.fields import field_names, kept_name
from companies.record.query import parsers
from companies.record.query.cursors import decode_cursor
from companies.record.query.errors import ParameterError, future_head
from companies.record.query.filter_types import Filter, FilterInput
from companies.record.query.filters import filters_of
from companies.record.query.query_string import Parameters, canonical_query_string, read_query_string
from companies.record.reading.ordering import Ordering, default_ordering, ordering_names, ordering_of
from companies.record.reading.read import CursorPosition
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot

__all__ = [
    "ParameterError",
    "ParsedQuery",
    "ValidatedQuery",
    "joined",
    "parse_history",
    "parse_item",
    "parse_list",
    "parse_stances_of",
]

CLOCKS = ("valid_on", "known_at")
CHOICE = ("fields", "omit")
PAGING = ("page_size", "cursor", "count")
FRESHNESS = ("min_head",)
"""How new the record must be at least that answers: it changes neither rows nor bytes (decision 044)."""
USUAL_SIZE = 50
HISTORY_ORDER = "-version"
_SHAPING = (*PAGING, *CHOICE)
"""What changes how an answer looks, and neither which rows it holds nor their order."""


@dataclass(frozen=True)
class ValidatedQuery:
    """A query whose values are all allowed: what a view needs to read the record."""

    snapshot: Snapshot
    condition: Q
    values: dict[str, list[str]]
    """The values of the filters that are set, by the filter's name."""
    conditions: dict[str, Q]
    """What each of them asks for; ``condition`` joins them."""
    ordering: str
    order: Ordering
    size: int
    start: CursorPosition | None
    count: bool
    fields: frozenset[str]
    """The keys that each item shall have; empty: all."""
    omit: frozenset[str]
    list_query: str
    """Which rows, in which order, by which clocks, as one text: what a cursor is tied to."""
    canonical_query: str
    """The whole query string in its canonical form: names in order, values as they were understood."""
    extra: dict[str, str] = field(default_factory=dict)
    """The caller's own parameters."""


@dataclass(frozen=True)
class ParsedQuery:
    """A query whose form is right, with its snapshot; whether its slugs and words are known is not checked yet."""

    kind: str
    parameters: Parameters
    snapshot: Snapshot
    ordering: str
    start: CursorPosition | None
    list_query: str
    canonical_query: str
    filters: tuple[Filter, ...]
    extra: tuple[str, ...]

    def validate(self) -> ValidatedQuery:
        """Return the query with its values checked against the record at the snapshot. Raises ParameterError."""
        values: dict[str, list[str]] = {}
        conditions: dict[str, Q] = {}
        for declared in self.filters:
            if declared.name in self.parameters:
                sent = FilterInput(self.kind, self.parameters[declared.name], self.snapshot)
                values[declared.name] = declared.parse(sent)
                conditions[declared.name] = declared.condition(replace(sent, values=values[declared.name]))
        _refuse_empty_range(values)
        return ValidatedQuery(
            snapshot=self.snapshot,
            condition=joined(conditions),
            values=values,
            conditions=conditions,
            ordering=self.ordering,
            order=ordering_of(self.ordering),
            size=self._size(),
            start=self.start,
            count="count" in self.parameters and parsers.truth("count", self.parameters["count"][0]),
            fields=self._keys("fields", field_names(self.kind)),
            omit=self._keys("omit", [name for name in field_names(self.kind) if name != kept_name(self.kind)]),
            list_query=self.list_query,
            canonical_query=self.canonical_query,
            extra={name: self.parameters[name][0] for name in self.extra if name in self.parameters},
        )

    def _size(self) -> int:
        if "page_size" not in self.parameters:
            return USUAL_SIZE
        return parsers.number("page_size", self.parameters["page_size"][0], 1, parsers.LONGEST_PAGE)

    def _keys(self, name: str, known: Iterable[str]) -> frozenset[str]:
        what = f"a field that '{name}' may name"
        return frozenset(parsers.words(name, self.parameters.get(name, []), sorted(known), what))


def parse_list(
    kind: str,
    query: QueryDict,
    *,
    extra: tuple[str, ...] = (),
    left_out: Collection[str] = (),
    ordering: str = "",
    usual_ordering: str = "",
    of: str = "this list",
) -> ParsedQuery:
    """Read a list's query string and take its snapshot; at most two queries. Raises ParameterError.

    ``extra``: names that the caller reads by itself. ``left_out``: names of :func:`list_parameters` that ``of`` does
    not take. ``ordering``: the only order there is, where the query string may name none. ``usual_ordering``: the one
    where it names none, if that is not the list's own.
    """
    filters = tuple(filters_of(kind))
    names = [name for name in list_parameters(kind) if name not in left_out]
    several = (*(declared.name for declared in filters if declared.several), *CHOICE)
    parameters = read_query_string(query, (*names, *extra), several, of=of)
    if ordering:
        parameters = dict(sorted({**parameters, "ordering": [ordering]}.items()))
    elif usual_ordering:
        parameters = dict(sorted({"ordering": [usual_ordering], **parameters}.items()))
    return _parsed(kind, parameters, _ordering(kind, parameters), of=kind, filters=filters, extra=extra)


def parse_item(
    kind: str,
    query: QueryDict,
    *,
    names: tuple[str, ...] = (*CLOCKS, *CHOICE, *FRESHNESS),
    of: str = "this address",
) -> ParsedQuery:
    """Read an item's query string and take its snapshot; at most two queries. Raises ParameterError."""
    parameters = read_query_string(query, names, CHOICE, of=of)
    return _parsed(kind, parameters, default_ordering(kind), of=kind)


def parse_history(kind: str, key: str, query: QueryDict) -> ParsedQuery:
    """Read the query string of an item's history and take its snapshot; at most two queries. Raises ParameterError."""
    parameters = read_query_string(query, (*CLOCKS, *CHOICE, *PAGING, *FRESHNESS), CHOICE, of="this address")
    return _parsed(kind, parameters, HISTORY_ORDER, of=f"{kind} {key} history")


def parse_stances_of(kind: str, key: str, query: QueryDict, *, of: str) -> ParsedQuery:
    """Read the query string of a row that is shown with a page of the stances that name it, newest first.

    Takes its snapshot; at most two queries. Raises ParameterError.
    """
    parameters = read_query_string(query, (*CLOCKS, "cursor"), (), of=of)
    return _parsed("stance", parameters, default_ordering("stance"), of=f"{kind} {key} stances")


def joined(conditions: Mapping[str, Q], *, without: Collection[str] = ()) -> Q:
    """Return what all of the conditions of some filters ask for together. ``without``: filters that are left out."""
    return reduce(and_, (condition for name, condition in conditions.items() if name not in without), Q())


def list_parameters(kind: str) -> list[str]:
    """Return the names that a list of ``kind`` takes."""
    return [declared.name for declared in filters_of(kind)] + [*CLOCKS, "ordering", *CHOICE, *PAGING, *FRESHNESS]


def _parsed(
    kind: str,
    parameters: Parameters,
    ordering: str,
    *,
    of: str,
    filters: tuple[Filter, ...] = (),
    extra: tuple[str, ...] = (),
) -> ParsedQuery:
    """Take the snapshot of the clocks, or of the cursor's walk. ``of``: what is listed, for ``list_query``.

    Raises ParameterError for a ``min_head`` that is not there yet; the parameter is then done with, so that links,
    cursors and ETags are those of the address without it.
    """
    at_least = _min_head(parameters.get("min_head", ["0"])[0])
    parameters = {name: values for name, values in parameters.items() if name not in FRESHNESS}
    of_the_list = {name: values for name, values in parameters.items() if name not in (*extra, *_SHAPING)}
    list_query = f"{of}?{canonical_query_string(of_the_list)}"
    valid_on = parsers.day("valid_on", parameters["valid_on"][0]) if "valid_on" in parameters else None
    known_at = _known_at(parameters["known_at"][0]) if "known_at" in parameters else None
    start = None
    if "cursor" in parameters:
        cursor = decode_cursor(parameters["cursor"][0], list_query, ordering_of(ordering))
        start, known_at = cursor.start, cursor.known_at
    snapshot = take_snapshot(Clocks(valid_on, known_at), at_least)
    if snapshot.newest < at_least:
        raise future_head("min_head", at_least, snapshot.newest)
    return ParsedQuery(
        kind=kind,
        parameters=parameters,
        snapshot=snapshot,
        ordering=ordering,
        start=start,
        list_query=list_query,
        canonical_query=canonical_query_string(parameters),
        filters=filters,
        extra=extra,
    )


def _known_at(text: str) -> datetime:
    known_at = parsers.instant("known_at", text)
    if parsers.is_future(known_at):
        raise parsers.future_clock("known_at", text, "now")
    return known_at


def _min_head(text: str) -> int:
    return parsers.number("min_head", text, 0, parsers.LARGEST_NUMBER)


def _ordering(kind: str, parameters: Parameters) -> str:
    name = parameters.get("ordering", [default_ordering(kind)])[0]
    return parsers.words("ordering", [name], ordering_names(kind), "an order of this list")[0]


def _refuse_empty_range(values: dict[str, list[str]]) -> None:
    begins, ends = values.get("announced_from"), values.get("announced_to")
    if begins and ends and last_day(ends[0]) < first_day(begins[0]):
        raise ParameterError(
            "announced_to",
            "empty-range",
            "Range that ends before it begins",
            f"'announced_from' is {begins[0]}, 'announced_to' is {ends[0]}: the range ends before it begins.",
        )
