"""Says and does: transparency-report figures beside what the company had answered in that place at that time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from companies.partial_dates import first_day, last_day
from companies.record.reading.items import Item
from companies.record.reading.stance_views import is_unreplaced

BAR_WIDTH = 160

_DEMANDS = {
    "user_data": "user_data",
    "preservation": "user_data",
    "emergency": "user_data",
    "content_removal": "content_removal",
}
"""Which demand a type of request is answered by."""


@dataclass(frozen=True)
class Count:
    """One figure with its bar and what stood in its period."""

    item: Item
    width: int
    complied_width: int | None
    said: list[Item]

    @property
    def figure(self) -> dict[str, Any]:
        """The figure's document."""
        return self.item.document


@dataclass(frozen=True)
class Series:
    """Figures that can be compared: one place, one type of request, one unit."""

    place: dict[str, str]
    request_type: str
    unit: str
    counts: list[Count]
    complied: bool
    """Whether any of them tells how often the company complied."""


def series(figures: Iterable[Item], said: Iterable[Item]) -> list[Series]:
    """Return figures by place, type and unit, oldest first, each with the answers that stood in its period."""
    answers = list(said)
    groups: dict[tuple[str, str, str], list[Item]] = {}
    for item in figures:
        document = item.document
        key = (document["jurisdiction"]["name"], document["request_type"], document["unit"])
        groups.setdefault(key, []).append(item)
    return [_series(groups[key], answers) for key in sorted(groups)]


def _series(group: list[Item], answers: list[Item]) -> Series:
    group.sort(key=lambda item: (item.document["period_from"], item.document["period_to"], item.key))
    largest = max(item.document["received"] for item in group)
    document = group[0].document
    return Series(
        document["jurisdiction"],
        document["request_type"],
        document["unit"],
        [_count(item, largest, answers) for item in group],
        any("complied" in item.document for item in group),
    )


def _count(item: Item, largest: int, answers: list[Item]) -> Count:
    document = item.document
    begins, ends = first_day(document["period_from"]), last_day(document["period_to"])
    demand = _DEMANDS[document["request_type"]]
    said = [
        answer
        for answer in answers
        if answer.columns.jurisdiction_path == item.columns.jurisdiction_path
        and answer.columns.demand == demand
        and _stood_within(answer, begins, ends)
    ]
    complied = document.get("complied")
    return Count(
        item,
        _width(document["received"], largest),
        None if complied is None else _width(min(complied, document["received"]), largest),
        said,
    )


def _stood_within(answer: Item, begins: date, ends: date) -> bool:
    starts = answer.columns.valid_from
    return is_unreplaced(answer, ends) or (starts is not None and begins <= starts <= ends)


def _width(number: int, largest: int) -> int:
    if number == 0:
        return 0
    return max(1, round(BAR_WIDTH * number / largest))
