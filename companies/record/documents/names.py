"""What rows are called: a company by its name of a day (design: rules of time 6), a law with its place beside it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from companies.partial_dates import first_day, last_day


def name_of_day(company: Mapping[str, Any], day: date) -> str:
    """Return what ``company`` (a document) was called on ``day``.

    Of its names of kind ``former`` or ``legal`` with a ``to``, the one whose days, both ends included, hold ``day``,
    the one that ends first; else today's name.
    """
    dated = (name for name in _ending_names(company) if _begins(name) <= day <= last_day(name["to"]))
    of_day = min(dated, key=lambda name: last_day(name["to"]), default=company)
    name: str = of_day["name"]
    return name


def place_of(document: Mapping[str, Any]) -> str:
    """Return the name of the innermost jurisdiction of a document, blank where there is none."""
    jurisdictions = document.get("jurisdictions", ())
    return str(jurisdictions[-1]["name"]) if jurisdictions else ""


def law_with_place(document: Mapping[str, Any]) -> str:
    """Return what a law is called wherever its place doesn't stand beside it: "Cybersecurity Law (China)".

    ``document``: the law's own, or one that is about a law of the same place, like a stance.
    """
    law, place = document.get("law", document), place_of(document)
    return f"{law['short_name']} ({place})" if place else str(law["short_name"])


def _ending_names(company: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (name for name in company.get("names", ()) if name["kind"] in ("former", "legal") and "to" in name)


def _begins(name: Mapping[str, Any]) -> date:
    return first_day(name["from"]) if "from" in name else date.min
