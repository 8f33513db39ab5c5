"""Reading the record: what pages and API ask. No desk model is reachable from here.

Every function takes the snapshot that it reads. Lists come as :class:`Item` with their documents.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Func, IntegerField, Q, QuerySet
from django.utils.text import slugify

from companies.record.ledger.revision import Entry
from companies.record.reading.entry_rows import EntryRow, made, read_rows, with_revisions
from companies.record.reading.items import Item, make_items
from companies.record.reading.known import in_force, known, published
from companies.record.reading.ordering import Ordering, Values, default_ordering, ordering_of
from companies.record.reading.prepared import ask
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.statement_lists import IN_LISTS, narrowed, walk
from companies.record.reading.tallies import count_in_lists

EVERYTHING = Q()

MOST_NAMED = 1000
"""Rows whose names are looked through for what somebody may have meant."""

Row = TypeVar("Row")
EntriesOf = Callable[..., QuerySet[Entry]]
"""Returns entries for a snapshot and some values."""


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and whether the list goes on before and after them."""

    items: list[Item]
    earlier: Values | None
    """Sort values of the first row where rows stand before it, else None."""
    later: Values | None
    """Sort values of the last row where rows stand after it, else None."""


@dataclass(frozen=True)
class CursorPosition:
    """Where in a list a page begins: after the row of those values, or, going back, before it."""

    values: Values
    backwards: bool = False


def find(snapshot: Snapshot, kind: str, key: str, *, alone: bool = False) -> Item | None:
    """Return the newest revision of a key as known then, a tombstone too; None where it had never been published.

    ``alone``: without what other rows tell beside it.
    """
    found = made(ask(_newest, snapshot, kind, key))
    return make_items(snapshot, found, alone=alone)[0] if found else None


def published_state(snapshot: Snapshot, kind: str, key: str) -> bool | None:
    """Return whether a key is published (True), retracted (False) or neither by then (None), reading no document."""
    found = ask(_is_retracted, snapshot, kind, key)
    return not found[0][0] if found else None


def listed(snapshot: Snapshot, kind: str, condition: Q = EVERYTHING) -> QuerySet[Entry]:
    """Return the entries of a list: known then, not retracted, meeting ``condition``.

    Of stances, with ``valid_on``, only those in force that day; on other kinds ``valid_on`` filters nothing.
    """
    entries = published(snapshot, kind).filter(condition)
    if kind == "stance" and snapshot.valid_on is not None:
        return entries.filter(in_force(snapshot.valid_on))
    if kind == "check" and snapshot.valid_on is not None:
        return entries.filter(looked_last__lte=snapshot.valid_on)
    return entries


def count(snapshot: Snapshot, kind: str, condition: Q = EVERYTHING) -> int:
    """Return how many rows a list has."""
    asked = narrowed(condition, snapshot.valid_on) if kind == "stance" else None
    lists = asked.counted_lists() if asked else None
    if asked is None or lists is None:
        [(number,)] = ask(_number_listed, snapshot, condition, kind=kind) or [(0,)]
        return int(number)
    in_list = condition if asked.day is None else condition & in_force(asked.day)
    return count_in_lists(snapshot, lists, asked.day, in_list)


def items(snapshot: Snapshot, kind: str, condition: Q = EVERYTHING, ordering: str = "") -> list[Item]:
    """Return a whole list, in its usual order or the one named."""
    order = ordering_of(ordering or default_ordering(kind))
    return make_items(snapshot, read_rows(listed(snapshot, kind, condition).order_by(*order.terms)))


def page(
    snapshot: Snapshot, kind: str, condition: Q, order: Ordering, size: int, start: CursorPosition | None = None
) -> Page:
    """Return at most ``size`` rows of a list, from its beginning or from ``start``."""
    asked = narrowed(condition, snapshot.valid_on) if kind == "stance" and order.columns == IN_LISTS else None
    direction, values = direction_of(order, start), start.values if start else None
    if asked is None:
        found = ask(_listed_after, snapshot, condition, values, kind=kind, direction=direction, at_most=size + 1)
        return _cut(snapshot, made(found), order, size, start)
    return _cut(snapshot, walk(snapshot, asked, direction, values, size + 1), order, size, start)


def history(snapshot: Snapshot, kind: str, key: str) -> list[Item]:
    """Return every revision of a key known then, newest first, tombstones among them; each alone."""
    return make_items(snapshot, read_rows(_revisions(snapshot, kind, key).order_by("-version")), alone=True)


def history_page(snapshot: Snapshot, kind: str, key: str, size: int, start: CursorPosition | None = None) -> Page:
    """Return at most ``size`` revisions of a key known then, newest first."""
    return page_of(snapshot, _revisions, (kind, key), ordering_of("-version"), size, start)


def count_history(snapshot: Snapshot, kind: str, key: str) -> int:
    """Return how many revisions of a key were known then."""
    return _revisions(snapshot, kind, key).count()


def page_of(
    snapshot: Snapshot,
    entries_of: EntriesOf,
    values: Sequence[Any],
    order: Ordering,
    size: int,
    start: CursorPosition | None,
    *,
    alone: bool = False,
) -> Page:
    """Return at most ``size`` of ``entries_of(snapshot, *values)`` in ``order``, with what lies before and after.

    ``entries_of`` and ``values``: as :func:`ask` takes a question. ``alone``: without what other rows tell beside.
    """
    direction, after = direction_of(order, start), start.values if start else None
    found = ask(_after_of, snapshot, after, *values, entries_of=entries_of, direction=direction, at_most=size + 1)
    return _cut(snapshot, made(found), order, size, start, alone=alone)


def direction_of(order: Ordering, start: CursorPosition | None) -> Ordering:
    """Return the order in which rows are read from a position on: going back, the other way round."""
    return order.reversed() if start is not None and start.backwards else order


def _after(entries: QuerySet[Entry], direction: Ordering, start: Values | None, at_most: int) -> QuerySet[Entry]:
    """Return the first of some entries, after a row's values or from the beginning."""
    following = entries.filter(direction.whole if start is None else direction.after(start))
    return following.order_by(*direction.terms)[:at_most]


def _cut(
    snapshot: Snapshot,
    rows: list[EntryRow],
    order: Ordering,
    size: int,
    start: CursorPosition | None,
    *,
    alone: bool = False,
) -> Page:
    """Return the page of rows that begin at ``start`` and stand in the direction of reading, and one more."""
    rows, before, after = page_bounds(rows, size, start)
    return Page(
        make_items(snapshot, rows, alone=alone),
        order.values(rows[0]) if rows and before else None,
        order.values(rows[-1]) if rows and after else None,
    )


def page_bounds(rows: list[Row], size: int, start: CursorPosition | None) -> tuple[list[Row], bool, bool]:
    """Return a page's rows in the list's order, and whether rows stand before and after them.

    ``rows``: what stands from ``start`` on, in the direction in which it was asked, one row more than ``size`` where
    there is one.
    """
    more, rows = len(rows) > size, rows[:size]
    if start is not None and start.backwards:
        return rows[::-1], more, True
    return rows, start is not None, more


def unknown_keys(snapshot: Snapshot, kind: str, keys: Iterable[str]) -> list[str]:
    """Return those of ``keys`` that are not published as known then (retracted ones count as unknown), sorted."""
    wanted = set(keys)
    return sorted(wanted - set(published(snapshot, kind).filter(key__in=wanted).values_list("key", flat=True)))


def all_keys(snapshot: Snapshot, kind: str) -> list[str]:
    """Return every key of ``kind`` that is published as known then, sorted: what a misspelt one is compared with."""
    return list(published(snapshot, kind).order_by("key").values_list("key", flat=True))


@dataclass(frozen=True)
class Suggested:
    """A row that somebody may have meant: its key, and its name of today."""

    key: str
    name: str


def suggested(snapshot: Snapshot, kind: str, text: str) -> Suggested | None:
    """Return the row of ``kind`` that bears ``text`` as a name of any day, an alias or a short form; else None.

    A name counts as its slug would be (``facebook``), a law's short form as its initials too (``nsl``, ``hk-nsl``). Two
    rows of one name are no suggestion. Two queries, which look at no more rows than are compared for their spelling.
    """
    wanted = text.strip().casefold()
    rows = known(snapshot, kind).filter(retracted=False).order_by("key").select_related("revision")[: MOST_NAMED + 1]
    found: dict[str, str] = {}
    for number, entry in enumerate(rows):
        if number == MOST_NAMED:
            return None
        document = json.loads(entry.revision.document)
        if wanted in spellings(entry.key, document):
            found[entry.key] = document.get("short_name") or document.get("name") or document.get("title", entry.key)
    if len(found) != 1:
        return None
    [(key, name)] = found.items()
    return Suggested(key, name)


def spellings(key: str, document: Mapping[str, Any]) -> set[str]:
    """Return the ways in which a row may be asked for besides its key: names as slugs, and initials."""
    names = [document.get("name", ""), document.get("short_name", "")]
    names += [other["name"] for key in ("names", "aliases") for other in document.get(key, ())]
    found = {slugify(name) for name in names} | {name.casefold() for name in names}
    first, *rest = key.split("-")
    if len(rest) > 1:
        found |= {f"{first}-{''.join(word[0] for word in rest)}", "".join(word[0] for word in rest)}
    return found - {"", key}


def jurisdiction_paths(snapshot: Snapshot, slugs: Iterable[str]) -> dict[str, str]:
    """Return the paths of jurisdictions by slug, as known then: ``{"hong-kong": "/china/hong-kong/"}``."""
    entries = published(snapshot, "jurisdiction").filter(key__in=set(slugs))
    return dict(entries.values_list("key", "jurisdiction_path"))


def _revisions(snapshot: Snapshot, kind: str, key: str) -> QuerySet[Entry]:
    return Entry.objects.filter(kind=kind, key=key, revision__lte=snapshot.head)


# The questions that are asked most often, for ``ask``.


def _newest(snapshot: Snapshot, kind: str, key: str) -> QuerySet[Entry, tuple[Any, ...]]:
    return with_revisions(known(snapshot, kind).filter(key=key))


def _is_retracted(snapshot: Snapshot, kind: str, key: str) -> QuerySet[Entry, tuple[bool]]:
    return known(snapshot, kind).filter(key=key).values_list("retracted")


def _listed_after(
    snapshot: Snapshot, condition: Q, start: Values | None, *, kind: str, direction: Ordering, at_most: int
) -> QuerySet[Entry, tuple[Any, ...]]:
    return with_revisions(_after(listed(snapshot, kind, condition), direction, start, at_most))


def _after_of(
    snapshot: Snapshot,
    start: Values | None,
    *values: Any,
    entries_of: EntriesOf,
    direction: Ordering,
    at_most: int,
) -> QuerySet[Entry, tuple[Any, ...]]:
    return with_revisions(_after(entries_of(snapshot, *values), direction, start, at_most))


def _number_listed(snapshot: Snapshot, condition: Q, *, kind: str) -> QuerySet[Entry, tuple[int]]:
    number = Func("pk", function="COUNT", output_field=IntegerField())
    return listed(snapshot, kind, condition).order_by().values_list(number)
