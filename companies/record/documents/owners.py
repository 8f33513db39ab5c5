"""Who owned a company when (decision 035): one list, whose only undated entry has a short form, ``parent``.

A pack writes the short form, and so did documents before there were owners over time. Whoever reads either asks here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from companies.partial_dates import last_day

Owners = Sequence[Mapping[str, Any]]


def with_owners(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a company's row, or its document, with ``owners`` in the place of a ``parent`` that stands alone."""
    if "parent" not in row or "owners" in row:
        return dict(row)
    long = {"parent": ("owners", [{"company": row["parent"]}])}
    return dict(long.get(key, (key, value)) for key, value in row.items())


def with_parent(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a company's entered fields as a pack writes them: an only owner without dates as ``parent``."""
    if not says_no_more_than_parent(row.get("owners", ())):
        return dict(row)
    short = {"owners": ("parent", row["owners"][0]["company"])}
    return dict(short.get(key, (key, value)) for key, value in row.items())


def says_no_more_than_parent(owners: Owners) -> bool:
    """Tell whether a list of owners is one owner without dates."""
    return [owner.keys() for owner in owners] == [{"company"}]


def owners_newest_first(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a company's owners as its document has them: today's, then those whose time ended later before others."""
    owners: Owners = with_owners(document).get("owners", ())
    ended = sorted((owner for owner in owners if "to" in owner), key=lambda owner: last_day(owner["to"]), reverse=True)
    return [*(owner for owner in owners if "to" not in owner), *ended]


def owner_today(owners: Owners) -> Mapping[str, Any] | None:
    """Return the owner without an end, if there is one."""
    return next((owner for owner in owners if "to" not in owner), None)
