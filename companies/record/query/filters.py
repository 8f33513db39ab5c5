"""Every filter of the record, declared once: which lists take it, what it may be, and what it asks of the database.

Parsing, errors, the pages' forms and the API's schema are all made from these declarations (DESIGN §3).
Values within a filter are *or*, filters among themselves are *and*.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.partial_dates import first_day, last_day
from companies.record.ledger.revision import Reference
from companies.record.reading import read
from companies.record.reading.known import lies_in
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import (
    CAUSES,
    CHANGES,
    COMPANY_KINDS,
    DEMANDS,
    GROUPS,
    JURISDICTION_KINDS,
    KINDS,
    LAW_KINDS,
    OUTCOMES,
    POSITIONS,
    REQUEST_TYPES,
    SOURCE_KINDS,
    UNITS,
    Text,
    Vocabulary,
)

Condition = Callable[[Snapshot, str, Sequence[str]], Q]
"""(snapshot, kind of the list, values) → what the database is asked. The values were judged before."""

WORDS = {"company": COMPANY_KINDS, "law": LAW_KINDS, "jurisdiction": JURISDICTION_KINDS, "source": SOURCE_KINDS}


@dataclass(frozen=True)
class Filter:
    """One filter. Exactly one of ``words``, ``slugs_of``, ``form`` says what its values are."""

    name: str
    kinds: tuple[str, ...]
    """Kinds of list that take it; ``change`` is the change feed."""
    label: Text
    description: Text
    condition: Condition
    words: Callable[[str], Vocabulary] | None = None
    """Kind of the list → the closed vocabulary of its values, as a comma list."""
    slugs_of: str = ""
    """The kind whose published slugs it takes, as a comma list."""
    form: str = ""
    """``partial_date``, ``number`` or ``language``."""


def filters_of(kind: str) -> list[Filter]:
    """Return the filters that a list of ``kind`` takes, in their order."""
    return [declared for declared in FILTERS if kind in declared.kinds]


def _is(column: str) -> Condition:
    return lambda snapshot, kind, values: Q(**{f"{column}__in": values})


def _row_or_named(column: str) -> Condition:
    """On lists: the column. On the change feed: that row's own revisions and all whose entry names it."""

    def condition(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
        named = Q(**{f"{column}__in": values})
        return named | Q(kind=column, key__in=values) if kind == "change" else named

    return condition


def _demand(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    if kind != "law":
        return Q(demand__in=values)
    condition = Q()
    for value in values:
        condition |= Q(demands__contains=f"/{value}/")
    return condition


def _jurisdiction(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    """The place and those below it, as known then: a range of paths, which an index serves."""
    condition = Q(pk__in=[])
    for path in read.jurisdiction_paths(snapshot, values).values():
        condition |= lies_in(path)
    return condition


def _group(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    return Q(position__in=[word.code for word in POSITIONS if word.group in values])


def _announced_from(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    return Q(announced_last__gte=first_day(values[0]))


def _announced_to(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    return Q(announced_first__lte=last_day(values[0]))


def _source(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    citing = Reference.objects.filter(kind="source", key__in=values, role__in=("supports", "disputes"))
    return Q(pk__in=citing.values("revision"))


def _word(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    return Q(kind__in=values) if kind == "change" else Q(document_kind__in=values)


def _after(snapshot: Snapshot, kind: str, values: Sequence[str]) -> Q:
    return Q(pk__gt=int(values[0]))


def _same(vocabulary: Vocabulary) -> Callable[[str], Vocabulary]:
    return lambda kind: vocabulary


FILTERS: tuple[Filter, ...] = (
    Filter(
        "company",
        ("stance", "figure", "check", "change"),
        _("Company"),
        _("Companies by slug. On changes: their own revisions and all that name them."),
        _row_or_named("company"),
        slugs_of="company",
    ),
    Filter(
        "law",
        ("stance", "check", "change"),
        _("Law"),
        _("Laws by slug. On changes: their own revisions and all that name them."),
        _row_or_named("law"),
        slugs_of="law",
    ),
    Filter(
        "jurisdiction",
        ("company", "law", "stance", "figure", "check"),
        _("Place"),
        _("Places by slug, with those below them: a company's home, a figure's own, else where the law is."),
        _jurisdiction,
        slugs_of="jurisdiction",
    ),
    Filter(
        "demand",
        ("law", "stance", "check"),
        _("Demand"),
        _("What the law asks for."),
        _demand,
        words=_same(DEMANDS),
    ),
    Filter(
        "position",
        ("stance",),
        _("Position"),
        _("What the company answered."),
        _is("position"),
        words=_same(POSITIONS),
    ),
    Filter("group", ("stance",), _("Group"), _("Positions by their group."), _group, words=_same(GROUPS)),
    Filter(
        "announced_from",
        ("stance",),
        _("From"),
        _("Announced on or after: a year, a month or a day; a coarse date matches where its period overlaps."),
        _announced_from,
        form="partial_date",
    ),
    Filter(
        "announced_to",
        ("stance",),
        _("To"),
        _("Announced on or before: a year, a month or a day; a coarse date matches where its period overlaps."),
        _announced_to,
        form="partial_date",
    ),
    Filter(
        "source",
        ("stance",),
        _("Source"),
        _("Sources by slug that support or dispute it."),
        _source,
        slugs_of="source",
    ),
    Filter(
        "kind",
        ("company", "law", "jurisdiction", "source", "change"),
        _("Kind"),
        _("The row's own kind. On changes: the kind of row."),
        _word,
        words=lambda kind: WORDS.get(kind, KINDS),
    ),
    Filter(
        "request_type",
        ("figure",),
        _("Request type"),
        _("What was requested."),
        _is("request_type"),
        words=_same(REQUEST_TYPES),
    ),
    Filter("unit", ("figure",), _("Unit"), _("What was counted."), _is("unit"), words=_same(UNITS)),
    Filter("outcome", ("check",), _("Outcome"), _("What came of it."), _is("outcome"), words=_same(OUTCOMES)),
    Filter(
        "language",
        ("source",),
        _("Language"),
        _("Languages of sources, as BCP 47 tags."),
        _is("language"),
        form="language",
    ),
    Filter("cause", ("change",), _("Cause"), _("Why it was published."), _is("cause"), words=_same(CAUSES)),
    Filter("change", ("change",), _("Change"), _("What happened to the row."), _is("change"), words=_same(CHANGES)),
    Filter(
        "after",
        ("change",),
        _("After"),
        _("Only revisions after this number: keep the last one seen, ask again from there."),
        _after,
        form="number",
    ),
)
