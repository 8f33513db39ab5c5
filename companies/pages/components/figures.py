"""Says and does: figures of transparency reports beside the stances that the company held there at that time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.partial_dates import first_day, last_day
from companies.record.documents.compose import Document
from companies.record.reading.items import Item
from companies.record.reading.stance_views import is_in_force

BAR_WIDTH = 160

_DEMANDS = {
    "user_data": "user_data",
    "preservation": "user_data",
    "emergency": "user_data",
    "content_removal": "content_removal",
}
"""Which demand a type of request makes: a figure stands beside the stances on that demand."""


@dataclass(frozen=True)
class FigureCount:
    """One figure with its bar, and the stances that were in force in its period."""

    item: Item
    width: int
    """Of the bar, in pixels: the largest figure of the series has BAR_WIDTH."""
    complied_width: int | None
    """The same of how often the company complied; None where the report does not say."""
    stances: list[Item]

    @property
    def figure(self) -> Document:
        """The figure's document."""
        return self.item.document


@dataclass(frozen=True)
class FigureSeries:
    """Figures that can be compared: one jurisdiction, one type of request, one unit."""

    jurisdiction: dict[str, str]
    request_type: str
    unit: str
    counts: list[FigureCount]
    complied: bool
    """Whether any of them tells how often the company complied."""


def figure_series(figures: Iterable[Item], stances: Iterable[Item]) -> list[FigureSeries]:
    """Return figures by jurisdiction, type and unit, oldest first, each with the stances in force in its period."""
    said = list(stances)
    groups: dict[tuple[str, str, str], list[Item]] = {}
    for item in figures:
        document = item.document
        key = (document["jurisdiction"]["name"], document["request_type"], document["unit"])
        groups.setdefault(key, []).append(item)
    return [_series(groups[key], said) for key in sorted(groups)]


def _series(group: list[Item], said: list[Item]) -> FigureSeries:
    group.sort(key=lambda item: (item.document["period_from"], item.document["period_to"], item.key))
    largest = max(item.document["received"] for item in group)
    document = group[0].document
    return FigureSeries(
        document["jurisdiction"],
        document["request_type"],
        document["unit"],
        [_count(item, largest, said) for item in group],
        any("complied" in item.document for item in group),
    )


def _count(item: Item, largest: int, said: list[Item]) -> FigureCount:
    document = item.document
    begins, ends = first_day(document["period_from"]), last_day(document["period_to"])
    demand = _DEMANDS[document["request_type"]]
    stances = [
        stance
        for stance in said
        if stance.columns.jurisdiction_path == item.columns.jurisdiction_path
        and stance.columns.demand == demand
        and _in_force_within(stance, begins, ends)
    ]
    complied = document.get("complied")
    return FigureCount(
        item,
        _width(document["received"], largest),
        None if complied is None else _width(min(complied, document["received"]), largest),
        stances,
    )


def _in_force_within(stance: Item, begins: date, ends: date) -> bool:
    starts = stance.columns.valid_from
    return is_in_force(stance, ends) or (starts is not None and begins <= starts <= ends)


def _width(number: int, largest: int) -> int:
    if number == 0:
        return 0
    return max(1, round(BAR_WIDTH * number / largest))
