"""What an editor is warned of before a row is saved: likely slips that may be right. Shown once, then saved anyway."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.models.check import Check
from companies.models.company import Company, CompanyAlias, CompanyName, CompanyOwner, known_companies
from companies.models.date_rules import (
    Oddity,
    check_oddities,
    closed_oddities,
    early_oddities,
    figure_oddities,
    future_oddities,
    law_oddities,
    owner_oddities,
    source_oddities,
)
from companies.models.duplicates import KnownCompanies, KnownSources
from companies.models.figure import Figure
from companies.models.figure_rules import share_oddities
from companies.models.law import Law, LawEvent
from companies.models.rows import row_of
from companies.models.source import Source
from companies.models.stance import Stance
from companies.models.validators import slug_fault
from companies.partial_dates import first_day, last_day
from companies.web_addresses import host_spellings

SEEN = "warning_seen"
"""The form's hidden input that names a warning which the editor has read."""


@dataclass(frozen=True)
class EditorWarning:
    """One thing to look at twice. ``code`` tells it from others, so that it is not shown again once it was seen."""

    code: str
    message: str


def unseen(warnings: Iterable[EditorWarning], data: Mapping[str, Any]) -> list[EditorWarning]:
    """Return the warnings that the form's data doesn't name as seen."""
    seen = data.getlist(SEEN) if hasattr(data, "getlist") else data.get(SEEN, [])
    return [warning for warning in warnings if warning.code not in seen]


def stance_warnings(stance: Stance) -> Iterator[EditorWarning]:
    """Yield what is odd about a stance beside the others of its chain; its own values must be valid."""
    yield from _warnings(future_oddities(stance.announced_on))
    yield from _warnings(early_oddities(stance.announced_on, row_of(stance.law)))
    yield from _warnings(closed_oddities(stance.announced_on, stance.company.name, stance.company.closed_on))
    chain = Stance.objects.filter(company=stance.company, law=stance.law, demand=stance.demand).exclude(pk=stance.pk)
    for slug, announced_on in chain.order_by("announced_on", "slug").values_list("slug", "announced_on"):
        if announced_on == stance.announced_on:
            message = _("%(slug)s is of the same company, law, demand and date. Is it the same statement?")
            yield EditorWarning(f"same-date:{slug}", message % {"slug": slug})
        elif overlap(announced_on, stance.announced_on):
            message = _(
                "%(slug)s of the same company, law and demand is dated %(date)s: one of the two dates holds the other. "
                "A coarse date counts from its last day."
            )
            yield EditorWarning(f"coarse:{slug}", message % {"slug": slug, "date": announced_on})
    yield from _cover_warnings(stance.covers)


def company_warnings(company: Company, names: Iterable[CompanyName]) -> Iterator[EditorWarning]:
    """Yield which other companies have a name of this one, or its Wikidata item."""
    row = {
        "slug": company.slug,
        "name": company.name,
        "name_zh_hant": company.name_zh_hant,
        "names": [{"name": name.name, "kind": name.kind} for name in names],
        "wikidata": company.wikidata,
    }
    return _warnings(KnownCompanies(known_companies()).oddities(row))


def alias_warnings(company: Company, aliases: Iterable[CompanyAlias]) -> Iterator[EditorWarning]:
    """Yield which other companies are called, or also called, by one of these aliases."""
    row = {"slug": company.slug, "aliases": [{"name": alias.name} for alias in aliases]}
    return _warnings(KnownCompanies(known_companies()).oddities(row))


def closing_warnings(company: Company) -> Iterator[EditorWarning]:
    """Yield each answer of a company that was announced after it closed."""
    if company.closed_on and company.pk:
        for announced_on in company.stances.order_by("announced_on").values_list("announced_on", flat=True):
            yield from _warnings(closed_oddities(announced_on, company.name, company.closed_on))


def owner_warnings(owners: Iterable[CompanyOwner]) -> Iterator[EditorWarning]:
    """Yield each two owners whose times surely overlap."""
    return _warnings(owner_oddities([owner_row(owner) for owner in owners]))


def owner_row(owner: CompanyOwner) -> dict[str, str]:
    """Return an owner as a row of the format, saved or not."""
    told = {"company": owner.owner.slug, "from": owner.from_date, "to": owner.to_date}
    return {key: value for key, value in told.items() if value}


def source_warnings(source: Source) -> Iterator[EditorWarning]:
    """Yield which other sources have the address, or the title and day, of this one."""
    like = reduce(or_, (Q(url__icontains=host) for host in host_spellings(source.url)), Q(pk=None))
    if source.published_on:
        like |= Q(published_on=source.published_on)
    fields = ("slug", "url", "title", "published_on")
    row = {name: getattr(source, name) for name in fields}
    return _warnings(KnownSources(Source.objects.filter(like).values(*fields)).oddities(row))


def citation_warnings(announced_on: str, sources: Iterable[Source]) -> Iterator[EditorWarning]:
    """Yield which sources are older than what they tell, or have not come out yet."""
    return _warnings(source_oddities(announced_on, ((row.slug, row.published_on) for row in sources)))


def event_warnings(law: Law, events: Iterable[LawEvent]) -> Iterator[EditorWarning]:
    """Yield what is odd about the dates of a law and of what happened to it."""
    listed = list(events)
    told = [{"date": row.date, "kind": row.kind, "source": row.source.slug if row.source else ""} for row in listed]
    published = {row.source.slug: row.source.published_on for row in listed if row.source}
    dates = {name: getattr(law, name) for name in ("adopted_on", "in_force_on", "repealed_on")}
    return _warnings(law_oddities({**dates, "events": told}, published))


def figure_warnings(figure: Figure) -> Iterator[EditorWarning]:
    """Yield what is odd about a figure's dates and share; its own values must be valid."""
    yield from _warnings(figure_oddities(figure.source.slug, figure.source.published_on, figure.period_to))
    yield from _warnings(share_oddities(row_of(figure)))


def check_warnings(check: Check) -> Iterator[EditorWarning]:
    """Yield what is odd about a check's dates; its own values must be valid."""
    yield from _warnings(early_oddities(check.looked_on, row_of(check.law)))
    if check.source:
        yield from _warnings(check_oddities(check.asked_on, check.source.slug, check.source.published_on))


def _warnings(oddities: Iterable[Oddity]) -> Iterator[EditorWarning]:
    return (EditorWarning(code, message) for code, message in oddities)


def overlap(one: str, other: str) -> bool:
    """Tell whether two partial dates share a day."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)


def _cover_warnings(covers: list[str]) -> Iterator[EditorWarning]:
    slugs = [name for name in covers if "-" in name and slug_fault(name) is None]
    known = set(Company.objects.filter(slug__in=slugs).values_list("slug", flat=True)) if slugs else set()
    for name in slugs:
        if name not in known:
            message = _("“%(name)s” looks like a slug, and no company has it; it will stand as text.")
            yield EditorWarning(f"no-company:{name}", message % {"name": name})
