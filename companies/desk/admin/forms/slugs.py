"""Slugs that the desk suggests, so that an editor need not invent one."""

from collections import Counter

from django.utils.text import slugify

from companies.models.law import Law
from companies.models.slug import Slug
from companies.models.stance import Stance
from companies.models.validators import LONGEST_SLUG

_ROOM = 4
"""Left at the end for ``-2`` and its like."""


def suggest_slug(kind: str, *words: str) -> str:
    """Return a slug of those words that no row of the kind ever had; blank where they hold no letter or digit."""
    stem = _shortened(slugify(" ".join(words).replace("_", " ")))
    return _free(kind, stem) if stem else ""


def stance_slug(stance: Stance) -> str:
    """Return ``company-law-demand-date`` for a new stance (data/FORMAT.md), by the law's usual short form."""
    tail = f"{stance.demand.replace('_', '-')}-{stance.announced_on}"
    room = LONGEST_SLUG - _ROOM - len(tail) - 1
    head = f"{stance.company.slug}-{law_short_form(stance.law)}"[:room].strip("-")
    return _free("stance", f"{head}-{tail}")


def law_short_form(law: Law) -> str:
    """Return what stands for a law in the slugs of its stances, the commonest; its own slug where it has none."""
    stances = Stance.objects.filter(law=law).values_list("slug", "company__slug", "demand")
    forms = Counter(form for row in stances if (form := _between(*row)))
    return min(forms, key=lambda form: (-forms[form], form), default=law.slug)


def _between(slug: str, company: str, demand: str) -> str:
    """Return what stands between a company's slug and a demand in a stance's slug; blank where they don't stand."""
    start, middle = f"{company}-", f"-{demand.replace('_', '-')}-"
    rest = slug.removeprefix(start)
    return rest.partition(middle)[0] if rest != slug and middle in rest else ""


def _free(kind: str, stem: str) -> str:
    taken = set(Slug.objects.filter(kind=kind, slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _shortened(slug: str) -> str:
    room = LONGEST_SLUG - _ROOM
    return slug if len(slug) <= room else slug[:room].rpartition("-")[0]
