"""Slugs that the desk suggests, so that an editor need not invent one."""

from collections import Counter

from companies.models.law import Law
from companies.models.slug import Slug
from companies.models.stance import Stance
from companies.slugs import LONGEST_COMPANY_PART, LONGEST_SLUG, cut_slug, slug_of

_LONGEST_NUMBER = 5
"""Characters left at the end for ``-2`` and its like."""
_LONGEST = {"company": LONGEST_COMPANY_PART}
"""By kind: the longest slug that is suggested, where others are joined to it."""


def suggest_slug(kind: str, *words: str) -> str:
    """Return a slug of those words that no row of the kind ever had; of the kind's name where they can't be told."""
    room = _LONGEST.get(kind, LONGEST_SLUG) - _LONGEST_NUMBER
    return _free(kind, cut_slug(slug_of(*words), room) or kind)


def stance_slug(stance: Stance) -> str:
    """Return ``company-law-demand-date`` for a new stance (data/FORMAT.md), by the law's usual short form.

    Company and law are cut at a word where all of it would be too long.
    """
    tail = f"{stance.demand.replace('_', '-')}-{stance.announced_on}"
    room = LONGEST_SLUG - _LONGEST_NUMBER - len(tail) - len("--")
    company, law = stance.company.slug, law_short_form(stance.law)
    if len(company) + len(law) > room:
        company = cut_slug(company, LONGEST_COMPANY_PART)
        law = cut_slug(law, room - len(company))
    return _free("stance", f"{company}-{law}-{tail}")


def law_short_form(law: Law) -> str:
    """Return what stands for a law in the slugs of its stances, the commonest; its own slug where it has none."""
    stances = Stance.objects.filter(law=law).values_list("slug", "company__slug", "demand")
    forms = Counter(form for row in stances if (form := _between(*row)))
    return min(forms, key=lambda form: (-forms[form], form), default=law.slug)


def _between(slug: str, company: str, demand: str) -> str:
    """Return what stands between a company's slug and a demand in a stance's slug; blank where they don't stand."""
    middle = f"-{demand.replace('_', '-')}-"
    for head in (company, cut_slug(company, LONGEST_COMPANY_PART)):
        rest = slug.removeprefix(f"{head}-")
        if rest != slug and middle in rest:
            return rest.partition(middle)[0]
    return ""


def _free(kind: str, stem: str) -> str:
    taken = set(Slug.objects.filter(kind=kind, slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
