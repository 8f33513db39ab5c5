"""Rules between rows, each with its sentence: forms, data packs and publishing all ask them here.

So whatever the desk takes can be exported, loaded again and published. Each ``…_fault`` returns why not, as a clause
without a full stop, or None.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.slugs import LONGEST_COMPANY_PART, cut_slug
from companies.texts import quoted, same_name_key
from companies.vocabulary import WORLDWIDE

Node = TypeVar("Node")

LIES_IN = {"jurisdiction": "parent", "company": "home", "law": "jurisdiction"}
"""By kind, the key of the place in which a row lies."""
HOLDS_ROWS = gettext_lazy("places, companies or laws lie in it, and only figures are about all places together")

READ = "read"
"""The value of a source's ``checked`` that the first supporting source of an answer must have."""

UNREAD_SUPPORT = gettext_lazy("an answer’s first supporting source must have been read")
CIRCLE = gettext_lazy("its parents go round in a circle")
OWNERS_CIRCLE = gettext_lazy("its owners, past ones included, go round in a circle")
TWO_OWNERS = gettext_lazy("two owners have no end: a company has one owner today, so say until when the other was it")
SHORT_OWNER = gettext_lazy("one owner without dates is written as parent")
BOTH_FORMS = gettext_lazy("stands beside parent, which is its short form: write one of the two")

NAME_KEYS = ("name", "name_zh_hant", "name_local", "short_name")
"""The keys under which a row says what it is called, whatever its kind."""


def support_fault(checked: Iterable[str]) -> tuple[str, str] | None:
    """Return why an answer can't stand on its supporting sources: a code and the reason (codebook: rule 5).

    ``checked``: of each source that supports the answer, in the order of its citations, whether it was read; only the
    first is asked for.
    """
    first = next(iter(checked), None)
    if first is None:
        return "no_support", _("name a source that supports it: a claim without one is none")
    return None if first == READ else ("unread_support", str(UNREAD_SUPPORT))


def demand_fault(demand: str, demands: Collection[str]) -> str | None:
    """Return why an answer to a law, or a provision of it, can't be of ``demand``; ``demands``: those of the law."""
    if demand in demands:
        return None
    names = {"demand": demand, "demands": ", ".join(demands)}
    return _("%(demand)s is not among the demands of the law: %(demands)s") % names


def stance_slug_fault(slug: str, company: str, demand: str) -> str | None:
    """Return why a new answer of that company and demand can't have the slug (``data/FORMAT.md``).

    A company whose slug is too long to leave room stands in it by that slug cut at a word.
    """
    tail = rf"-{demand.replace('_', '-')}-[0-9]{{4}}(-[0-9]{{2}}){{0,2}}(-([2-9]|[1-9][0-9]+))?\Z"
    heads = {company, cut_slug(company, LONGEST_COMPANY_PART)}
    if any(slug.startswith(f"{head}-") for head in heads) and re.search(tail, slug):
        return None
    return "is not company-law-demand-date"


def worldwide_fault(kind: str) -> str | None:
    """Return why no law, home or place can lie in a jurisdiction of that kind: only figures are about all places."""
    return _("only figures are about all places together") if kind == WORLDWIDE else None


def goes_in_a_circle(start: Node, above: Callable[[Node], Iterable[Node]]) -> bool:
    """Tell whether going up from ``start``, to each of what stands right above, comes back to it."""
    seen: list[Node] = []  # unsaved rows have no hash
    waiting = list(above(start))
    while waiting:
        if (up := waiting.pop()) == start:
            return True
        if up not in seen:
            seen.append(up)
            waiting += above(up)
    return False


def refuse_circle(row: Any) -> None:
    """Raise ValidationError for a row that lies in itself by ``parent``; a query a step."""
    if goes_in_a_circle(row, lambda up: [up.parent] if up.parent else []):
        raise ValidationError({"parent": f"{capfirst(str(CIRCLE))}."}, code="circle")


def alias_faults(row: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield (place, why) for each alias that tells nothing new: it is the row's name, or an alias before it.

    ``row``: a row of the format. Case and blanks make no difference.
    """
    own = {same_name_key(row.get(key, "")) for key in NAME_KEYS}
    met: set[str] = set()
    for place, alias in enumerate(row.get("aliases", ())):
        key = same_name_key(alias.get("name", ""))
        told = {"name": quoted(alias.get("name", ""))}
        if key and key in own:
            yield place, _("%(name)s is a name of the row already") % told
        elif key and key in met:
            yield place, _("%(name)s stands twice") % told
        met.add(key)


def owners_fault(owners: Sequence[Mapping[str, Any]]) -> str | None:
    """Return why a company can't have these owners, rows of the format: it has one at most today (decision 035)."""
    return str(TWO_OWNERS) if sum("to" not in owner for owner in owners) > 1 else None


def refuse_faults(faults: Mapping[str, object]) -> None:
    """Raise ValidationError with the fault of each field that has one."""
    if found := {name: f"{capfirst(str(why))}." for name, why in faults.items() if why}:
        raise ValidationError(found)
