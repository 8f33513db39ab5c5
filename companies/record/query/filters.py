"""Every filter of the record, declared once: which lists take it, what it may be, and what it asks of the database.

Parsing, errors, the pages' forms and the API's schema are all made from these declarations (design: filters 1).
Values within a filter are *or*, filters among themselves are *and*.
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.partial_dates import first_day, last_day
from companies.record.ledger.revision import Reference
from companies.record.query.filter_types import (
    Chosen,
    Filter,
    LanguagesFilter,
    NumberFilter,
    PartialDateFilter,
    SlugsFilter,
    WordsFilter,
)
from companies.record.reading import read
from companies.record.reading.known import lies_in
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
)

Condition = Callable[[Chosen], Q]


def filters_of(kind: str) -> list[Filter]:
    """Return the filters that a list of ``kind`` takes, in their order."""
    return [declared for declared in FILTERS if kind in declared.kinds]


def _is(column: str) -> Condition:
    return lambda chosen: Q(**{f"{column}__in": chosen.values})


def _row_or_named(column: str) -> Condition:
    """On lists: the column. On the change feed: that row's own revisions and all whose entry names it."""

    def condition(chosen: Chosen) -> Q:
        named = Q(**{f"{column}__in": chosen.values})
        return named | Q(kind=column, key__in=chosen.values) if chosen.kind == "change" else named

    return condition


def _demand(chosen: Chosen) -> Q:
    if chosen.kind != "law":
        return Q(demand__in=chosen.values)
    condition = Q()
    for value in chosen.values:
        condition |= Q(demands__contains=f"/{value}/")
    return condition


def _jurisdiction(chosen: Chosen) -> Q:
    """The place and those below it, as known then: a range of paths, which an index serves."""
    condition = Q(pk__in=[])
    for path in read.jurisdiction_paths(chosen.snapshot, chosen.values).values():
        condition |= lies_in(path)
    return condition


def _group(chosen: Chosen) -> Q:
    return Q(position__in=[word.code for word in POSITIONS if word.group in chosen.values])


def _announced_from(chosen: Chosen) -> Q:
    return Q(announced_last__gte=first_day(chosen.values[0]))


def _announced_to(chosen: Chosen) -> Q:
    return Q(announced_first__lte=last_day(chosen.values[0]))


def _source(chosen: Chosen) -> Q:
    citing = Reference.objects.filter(kind="source", key__in=chosen.values, role__in=("supports", "disputes"))
    return Q(pk__in=citing.values("revision"))


def _word(chosen: Chosen) -> Q:
    return Q(kind__in=chosen.values) if chosen.kind == "change" else Q(document_kind__in=chosen.values)


def _after(chosen: Chosen) -> Q:
    return Q(pk__gt=int(chosen.values[0]))


FILTERS: tuple[Filter, ...] = (
    SlugsFilter(
        "company",
        ("stance", "figure", "check", "change"),
        _("Company"),
        _("Companies by slug. On changes: their own revisions and all that name them."),
        _row_or_named("company"),
        "company",
    ),
    SlugsFilter(
        "law",
        ("stance", "check", "change"),
        _("Law"),
        _("Laws by slug. On changes: their own revisions and all that name them."),
        _row_or_named("law"),
        "law",
    ),
    SlugsFilter(
        "jurisdiction",
        ("company", "law", "stance", "figure", "check"),
        _("Place"),
        _("Places by slug, with those below them: a company's home, a figure's own, else where the law is."),
        _jurisdiction,
        "jurisdiction",
    ),
    WordsFilter(
        "demand",
        ("law", "stance", "check"),
        _("Demand"),
        _("What the law asks for."),
        _demand,
        DEMANDS,
    ),
    WordsFilter(
        "position",
        ("stance",),
        _("Position"),
        _("What the company answered."),
        _is("position"),
        POSITIONS,
    ),
    WordsFilter("group", ("stance",), _("Group"), _("Positions by their group."), _group, GROUPS),
    PartialDateFilter(
        "announced_from",
        ("stance",),
        _("From"),
        _("Announced on or after: a year, a month or a day; a coarse date matches where its period overlaps."),
        _announced_from,
    ),
    PartialDateFilter(
        "announced_to",
        ("stance",),
        _("To"),
        _("Announced on or before: a year, a month or a day; a coarse date matches where its period overlaps."),
        _announced_to,
    ),
    SlugsFilter(
        "source",
        ("stance",),
        _("Source"),
        _("Sources by slug that support or dispute it."),
        _source,
        "source",
    ),
    WordsFilter(
        "kind",
        ("company", "law", "jurisdiction", "source", "change"),
        _("Kind"),
        _("The row's own kind. On changes: the kind of row."),
        _word,
        KINDS,
        (
            ("company", COMPANY_KINDS),
            ("law", LAW_KINDS),
            ("jurisdiction", JURISDICTION_KINDS),
            ("source", SOURCE_KINDS),
        ),
    ),
    WordsFilter(
        "request_type",
        ("figure",),
        _("Request type"),
        _("What was requested."),
        _is("request_type"),
        REQUEST_TYPES,
    ),
    WordsFilter("unit", ("figure",), _("Unit"), _("What was counted."), _is("unit"), UNITS),
    WordsFilter("outcome", ("check",), _("Outcome"), _("What came of it."), _is("outcome"), OUTCOMES),
    LanguagesFilter(
        "language",
        ("source",),
        _("Language"),
        _("Languages of sources, as BCP 47 tags."),
        _is("language"),
    ),
    WordsFilter("cause", ("change",), _("Cause"), _("Why it was published."), _is("cause"), CAUSES),
    WordsFilter("change", ("change",), _("Change"), _("What happened to the row."), _is("change"), CHANGES),
    NumberFilter(
        "after",
        ("change",),
        _("After"),
        _("Only revisions after this number: keep the last one seen, ask again from there."),
        _after,
    ),
)
