"""Dates that carry their precision: ``2020``, ``2020-07`` or ``2020-07-06`` (codebook: rule 4).

A partial date is stored as that text. Its first and last day are derived here and nowhere else.
For validity a coarse date stands for its last day (design: rules of time 1).
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any

_YEAR = r"([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_LEAP_YEAR = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
_OF_ANY_YEAR = (
    r"-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?",  # a month, or a day that each month has
    r"-(0[13-9]|1[0-2])-(29|30)",
    r"-(0[13578]|1[02])-31",
)
PARTIAL_DATE_PATTERN = f"^({_YEAR}({'|'.join(_OF_ANY_YEAR)})?|{_LEAP_YEAR}-02-29)$"
"""What is a partial date, as one regular expression that every engine reads alike."""

PARTIAL_DATE_SCHEMA: dict[str, Any] = {"type": "string", "pattern": PARTIAL_DATE_PATTERN}
"""The same as JSON Schema. One type and one pattern: generators of clients make a text of it, and of nothing else."""

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_REMEMBERED = 4096
"""Texts whose days are remembered: a record of any size has few, and each is asked many times."""
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def is_partial_date(text: object) -> bool:
    """Tell whether ``text`` is a year, a month or a day that exists, written as ``data/FORMAT.md`` says."""
    return isinstance(text, str) and _exists(text)


@lru_cache(_REMEMBERED)
def _exists(text: str) -> bool:
    match = _FORM.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


@lru_cache(_REMEMBERED)
def first_day(text: str) -> date:
    """Return the first day that the partial date may mean. Raises ValueError for anything else."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


@lru_cache(_REMEMBERED)
def last_day(text: str) -> date:
    """Return the last day that the partial date may mean. Raises ValueError for anything else."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def partial_date_of(last: date, length: int) -> str:
    """Return the partial date whose text has ``length`` characters (4, 7 or 10) and whose last day is ``last``."""
    return last.isoformat()[:length]


def precision(text: str) -> str:
    """Return ``year``, ``month`` or ``day``. Raises ValueError for anything else."""
    _parts(text)
    return _PRECISIONS[len(text)]


def _parts(text: str) -> tuple[int, int | None, int | None]:
    if not is_partial_date(text):
        raise ValueError(f"{text!r} is no date: write 2020, 2020-07 or 2020-07-06")
    year, month, day = (*text.split("-"), None, None)[:3]
    return int(year or 0), int(month) if month else None, int(day) if day else None
