"""The company's name of a day (design: rules of time 6; codebook: rule 3)."""

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


def _ending_names(company: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (name for name in company.get("names", ()) if name["kind"] in ("former", "legal") and "to" in name)


def _begins(name: Mapping[str, Any]) -> date:
    return first_day(name["from"]) if "from" in name else date.min
