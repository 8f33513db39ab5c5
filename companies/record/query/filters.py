"""Every filter of the record, declared once: which lists take it, what it may be, and what it asks of the database.

Parsing, errors, the pages' forms and the API's schema are all made from these declarations (design: filters 1). What
the types can do stands in :mod:`~companies.record.query.filter_types`, the conditions stand in
:mod:`~companies.record.query.filter_conditions`.
"""

from django.utils.translation import gettext_lazy as _

from companies import vocabulary
from companies.record.query import filter_conditions as conditions
from companies.record.query.filter_types import (
    Filter,
    LanguagesFilter,
    NumberFilter,
    PartialDateFilter,
    SlugsFilter,
    TruthFilter,
    WordsFilter,
)


def filters_of(kind: str) -> list[Filter]:
    """Return the filters that a list of ``kind`` (or ``change``) takes, in their order."""
    return [declared for declared in FILTERS if kind in declared.kinds]


FILTERS: tuple[Filter, ...] = (
    SlugsFilter(
        "company",
        kinds=("stance", "figure", "check", "change"),
        label=_("Company"),
        description=_("Companies by slug. On changes: their own revisions and all that name them."),
        condition=conditions.row_or_named("company"),
        slugs_of="company",
    ),
    SlugsFilter(
        "law",
        kinds=("stance", "check", "change"),
        label=_("Law"),
        description=_("Laws by slug. On changes: their own revisions and all that name them."),
        condition=conditions.row_or_named("law"),
        slugs_of="law",
    ),
    SlugsFilter(
        "jurisdiction",
        kinds=("company", "law", "stance", "figure", "check"),
        label=_("Place"),
        description=_(
            "Places by slug, with those below them: a company's home, a figure's own, else where the law is."
        ),
        condition=conditions.lies_in_jurisdiction,
        slugs_of="jurisdiction",
    ),
    WordsFilter(
        "demand",
        kinds=("law", "stance", "check"),
        label=_("Demand"),
        description=_("What the law asks for."),
        condition=conditions.demand_is,
        vocabulary=vocabulary.DEMANDS,
    ),
    WordsFilter(
        "position",
        kinds=("stance",),
        label=_("Position"),
        description=_("What the company answered."),
        condition=conditions.column_is("position"),
        vocabulary=vocabulary.POSITIONS,
    ),
    WordsFilter(
        "group",
        kinds=("stance",),
        label=_("Group"),
        description=_("Positions by their group."),
        condition=conditions.position_in_group,
        vocabulary=vocabulary.GROUPS,
    ),
    PartialDateFilter(
        "announced_from",
        kinds=("stance",),
        label=_("From"),
        description=_(
            "Announced on or after: a year, a month or a day; a coarse date matches where its period overlaps."
        ),
        condition=conditions.announced_from,
    ),
    PartialDateFilter(
        "announced_to",
        kinds=("stance",),
        label=_("To"),
        description=_(
            "Announced on or before: a year, a month or a day; a coarse date matches where its period overlaps."
        ),
        condition=conditions.announced_to,
    ),
    TruthFilter(
        "repeats",
        kinds=("stance", "change"),
        label=_("Repeats"),
        description=_(
            "Statements that say again what the company’s position was (“true”), or those alone that changed it "
            "(“false”). On changes: with “false” all other kinds stay."
        ),
        condition=conditions.is_repeat,
        yes=_("Only what was said again"),
        no=_("Only what changed"),
    ),
    TruthFilter(
        "stands",
        kinds=("stance",),
        label=_("Stands"),
        description=_(
            "Statements in force on the day that is shown (“valid_on”, else today), which nothing newer has replaced "
            "(“true”), or all others (“false”)."
        ),
        condition=conditions.stands,
        yes=_("Only what stands"),
        no=_("Only what no longer stands, or not yet"),
    ),
    PartialDateFilter(
        "stale_before",
        kinds=("stance",),
        label=_("Not looked at since"),
        description=_(
            "Said, and last looked for (“record.last_looked”), before this date: a year, a month or a day, which "
            "stand for their first day."
        ),
        condition=conditions.is_stale,
    ),
    SlugsFilter(
        "source",
        kinds=("stance",),
        label=_("Source"),
        description=_("Sources by slug that support or dispute it."),
        condition=conditions.cites_source,
        slugs_of="source",
    ),
    WordsFilter(
        "kind",
        kinds=("company", "law", "jurisdiction", "source", "change"),
        label=_("Kind"),
        description=_("The row's own kind. On changes: the kind of row."),
        condition=conditions.kind_is,
        vocabulary=vocabulary.KINDS,
        by_kind=(
            ("company", vocabulary.COMPANY_KINDS),
            ("law", vocabulary.LAW_KINDS),
            ("jurisdiction", vocabulary.JURISDICTION_KINDS),
            ("source", vocabulary.SOURCE_KINDS),
        ),
    ),
    WordsFilter(
        "request_type",
        kinds=("figure",),
        label=_("Request type"),
        description=_("What was requested."),
        condition=conditions.column_is("request_type"),
        vocabulary=vocabulary.REQUEST_TYPES,
    ),
    WordsFilter(
        "process",
        kinds=("figure",),
        label=_("Legal process"),
        description=_("By which legal process it was requested, where the report counts that apart."),
        condition=conditions.column_is("process"),
        vocabulary=vocabulary.PROCESSES,
    ),
    WordsFilter(
        "content",
        kinds=("figure",),
        label=_("Content"),
        description=_("Whether content was requested, where the report counts that apart."),
        condition=conditions.column_is("content"),
        vocabulary=vocabulary.CONTENTS,
    ),
    WordsFilter(
        "unit",
        kinds=("figure",),
        label=_("Unit"),
        description=_("What was counted."),
        condition=conditions.column_is("unit"),
        vocabulary=vocabulary.UNITS,
    ),
    WordsFilter(
        "outcome",
        kinds=("check",),
        label=_("Outcome"),
        description=_("What came of it."),
        condition=conditions.column_is("outcome"),
        vocabulary=vocabulary.OUTCOMES,
    ),
    LanguagesFilter(
        "language",
        kinds=("source",),
        label=_("Language"),
        description=_("Languages of sources, as BCP 47 tags."),
        condition=conditions.column_is("language"),
    ),
    WordsFilter(
        "cause",
        kinds=("change",),
        label=_("Cause"),
        description=_("Why it was published."),
        condition=conditions.column_is("cause"),
        vocabulary=vocabulary.CAUSES,
    ),
    WordsFilter(
        "change",
        kinds=("change",),
        label=_("Change"),
        description=_("What happened to the row."),
        condition=conditions.column_is("change"),
        vocabulary=vocabulary.CHANGES,
    ),
    NumberFilter(
        "after",
        kinds=("change",),
        label=_("After"),
        description=_("Only revisions after this number: keep the last one seen, ask again from there."),
        condition=conditions.numbered_after,
    ),
)
