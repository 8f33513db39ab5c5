"""Which dates can't be (refused in forms and packs alike), and which are odd (a warning in both): decision 016.

Each ``…_fault`` returns why not, as a clause without a full stop, or None. Each ``…_oddities`` yields (code, sentence):
the code tells one oddity from another, so that an editor who has read it is not told again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from companies import clock
from companies.partial_dates import first_day, is_partial_date, last_day, precision

ZONE_SLACK = timedelta(days=1)
"""The evening before, west of where it happened, is still the same hour."""
LONG_AHEAD = timedelta(days=366)
"""How long before a planned day an article may be until it is odd that it tells of it."""

_NEVER_PLANNED = frozenset(("proposed", "adopted", "struck_down", "applied"))
"""Kinds of law events that nobody can name a day for before it has come; the others may be planned."""

Oddity = tuple[str, str]


def surely_before(one: str, other: str, slack: timedelta = timedelta(0)) -> bool:
    """Tell whether every day of a partial date lies more than ``slack`` before every day of another.

    Never so where one of them is no date.
    """
    both = is_partial_date(one) and is_partial_date(other)
    return both and first_day(other) - last_day(one) > slack


def came_out_before(published_on: str, day: str) -> bool:
    """Tell whether a source came out before something happened, in every zone.

    The evening before counts only where a full day is among the two dates: a year is not the year before.
    """
    if not surely_before(published_on, day):
        return False
    days = "day" in (precision(published_on), precision(day))
    return surely_before(published_on, day, ZONE_SLACK if days else timedelta(0))


def is_future(text: str) -> bool:
    """Tell whether no day of a partial date has begun anywhere (design: rules of time 4); never so for no date."""
    return is_partial_date(text) and first_day(text) > clock.latest_today()


def future_fault(text: str) -> str | None:
    """Return why what has happened can't have that date."""
    return _("%(date)s lies in the future") % {"date": text} if is_future(text) else None


def older_source_fault(source: str, published_on: str, announced_on: str) -> str | None:
    """Return why the source of that slug can't support what was announced after it came out."""
    if not came_out_before(published_on, announced_on):
        return None
    names = {"slug": source, "date": published_on, "announced": announced_on}
    return _("%(slug)s was published on %(date)s, before the announcement on %(announced)s") % names


def event_fault(kind: str, day: str) -> str | None:
    """Return why an event of a law can't have that date."""
    return future_fault(day) if kind in _NEVER_PLANNED else None


def event_source_fault(kind: str, day: str, source: str, published_on: str) -> str | None:
    """Return why the source of that slug can't tell of an event of a law that had no day before it happened."""
    if kind not in _NEVER_PLANNED or not came_out_before(published_on, day):
        return None
    return _older(source, published_on, day)


def repeal_fault(adopted_on: str, repealed_on: str) -> str | None:
    """Return why a law can't have been repealed on that date."""
    if not surely_before(repealed_on, adopted_on):
        return None
    return _("%(repealed)s lies before it was adopted: %(adopted)s") % {"repealed": repealed_on, "adopted": adopted_on}


def retrieval_fault(published_on: str, retrieved_on: str) -> str | None:
    """Return why a source can't have been retrieved on that date."""
    if came_out_before(retrieved_on, published_on):
        names = {"retrieved": retrieved_on, "published": published_on}
        return _("%(retrieved)s lies before it was published: %(published)s") % names
    return future_fault(retrieved_on)


def figure_source_fault(source: str, published_on: str, period_from: str) -> str | None:
    """Return why the source of that slug can't hold a figure of a period that began after it came out."""
    return _older(source, published_on, period_from) if came_out_before(published_on, period_from) else None


def _older(source: str, published_on: str, day: str) -> str:
    return _("%(slug)s was published on %(date)s, before %(day)s") % {
        "slug": source,
        "date": published_on,
        "day": day,
    }


def law_oddities(law: Mapping[str, Any], published: Mapping[str, str]) -> Iterator[Oddity]:
    """Yield what is odd about a law's dates; ``published``: by slug, when the sources of its events came out."""
    adopted, in_force, repealed = (law.get(name, "") for name in ("adopted_on", "in_force_on", "repealed_on"))
    if surely_before(in_force, adopted):
        yield f"in-force:{in_force}:{adopted}", _("It is in force from a day before it was adopted.")
    if surely_before(repealed, in_force):
        yield f"repealed:{repealed}:{in_force}", _("It is repealed before it is in force.")
    for event in law.get("events", ()):
        source, day = event.get("source", ""), event.get("date", "")
        if event.get("kind") not in _NEVER_PLANNED and surely_before(published.get(source, ""), day, LONG_AHEAD):
            names = {"slug": source, "date": published[source], "day": day}
            message = _("%(slug)s of %(date)s tells of an event more than a year later: %(day)s.")
            yield f"ahead:{source}:{day}", message % names


def closed_oddities(announced_on: str, company: str, closed_on: str) -> Iterator[Oddity]:
    """Yield that an answer was announced after its company had closed."""
    if surely_before(closed_on, announced_on):
        names = {"day": announced_on, "company": company, "closed": closed_on}
        message = _("%(company)s closed on %(closed)s, before the announcement on %(day)s.")
        yield f"closed:{announced_on}:{closed_on}", message % names


def owner_oddities(owners: Sequence[Mapping[str, Any]]) -> Iterator[Oddity]:
    """Yield each two owners, rows of the format, whose times surely overlap: one day has one owner."""
    for one, other in combinations(owners, 2):
        if _owned_before_the_end(one, other) and _owned_before_the_end(other, one):
            names = {"one": one["company"], "other": other["company"]}
            yield (
                f"owners:{one['company']}:{other['company']}",
                _("%(one)s and %(other)s both owned it for a time.") % names,
            )


def _owned_before_the_end(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether one owner surely began before the other ended."""
    return "from" in one and ("to" not in other or surely_before(one["from"], other["to"]))


def early_oddities(day: str, law: Mapping[str, Any]) -> Iterator[Oddity]:
    """Yield that an answer, or a look for one, is older than all that is recorded of its law."""
    dates = [law.get("adopted_on", ""), *(event.get("date", "") for event in law.get("events", ()))]
    known = [text for text in dates if is_partial_date(text)]
    first = min(known, key=first_day, default="")
    if surely_before(day, first):
        names = {"day": day, "law": law.get("short_name", ""), "first": first}
        message = _("%(day)s lies before all that is recorded of the law (%(law)s): %(first)s.")
        yield f"early:{day}:{first}", message % names


def check_oddities(asked_on: str, source: str, published_on: str) -> Iterator[Oddity]:
    """Yield that a check's source is older than the question whose outcome it tells."""
    if came_out_before(published_on, asked_on):
        yield f"too-old:{source}:{asked_on}", f"{_older(source, published_on, asked_on)}."


def future_oddities(announced_on: str) -> Iterator[Oddity]:
    """Yield that an answer is prepared for a day to come."""
    if is_future(announced_on):
        yield f"future:{announced_on}", _("It is announced in the future, so it can’t be published yet.")


def source_oddities(announced_on: str, sources: Iterable[tuple[str, str]]) -> Iterator[Oddity]:
    """Yield each source (slug, published on) that is older than the answer, or has not come out yet."""
    for slug, published_on in sources:
        if why := older_source_fault(slug, published_on, announced_on):
            yield f"too-old:{slug}:{announced_on}", f"{why}."
        if is_future(published_on):
            names = {"slug": slug, "date": published_on}
            yield f"too-young:{slug}", _("%(slug)s is published in the future: %(date)s.") % names


def figure_oddities(source: str, published_on: str, period_to: str) -> Iterator[Oddity]:
    """Yield that a figure's source came out before its period ended."""
    both = is_partial_date(published_on) and is_partial_date(period_to)
    if both and last_day(period_to) - last_day(published_on) > ZONE_SLACK:
        names = {"slug": source, "date": published_on, "end": period_to}
        yield (
            f"unended:{source}:{period_to}",
            _("%(slug)s was published on %(date)s, before the period ended: %(end)s.") % names,
        )
