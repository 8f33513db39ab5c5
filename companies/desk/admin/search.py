"""How rows are found by typing: by the names of all days and by short forms, the best match first."""

from typing import Any

from django.db.models import Case, IntegerField, Min, Q, QuerySet, Value, When

from companies.models.law import Law
from companies.record.reading.read import spellings

LONGEST_SHORT_FORM = 20
"""Characters of a law's initials, or of its slug's: a longer term is no short form."""


def best_first(queryset: QuerySet[Any], fields: tuple[str, ...], term: str) -> QuerySet[Any]:
    """Order rows that were found: those that are called so, then those that begin so, then those with a word that does.

    A row with several names counts by the one that fits best.
    """
    whole, start, word = Q(), Q(), Q()
    for field in fields:
        whole |= Q(**{f"{field}__iexact": term})
        start |= Q(**{f"{field}__istartswith": term})
        word |= Q(**{f"{field}__icontains": f" {term}"})
    ranked = Case(
        When(whole, then=Value(0)),
        When(start, then=Value(1)),
        When(word, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    ordered: QuerySet[Any] = queryset.annotate(match=Min(ranked)).order_by("match", *queryset.query.order_by)
    return ordered


def laws_by_short_form(term: str) -> Q:
    """Return the condition that a law is called ``term`` for short, by its initials (``nsl``, ``hk-nsl``)."""
    wanted = term.strip().casefold()
    if not wanted or len(wanted) > LONGEST_SHORT_FORM:
        return Q(pk=None)
    laws = Law.objects.values_list("pk", "slug", "name", "short_name")
    meant = [pk for pk, slug, name, short in laws if wanted in spellings(slug, {"name": name, "short_name": short})]
    return Q(pk__in=meant)
