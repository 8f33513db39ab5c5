"""Says and does: figures of transparency reports beside the stances that the company held there at that time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.pages.components.figure_bars import Bar, Scale
from companies.pages.components.figure_words import complied_words, received_words
from companies.pages.components.position_dates import ToldStance
from companies.partial_dates import first_day, last_day
from companies.record.documents.compose import Document
from companies.record.reading.items import Item
from companies.record.reading.stance_views import is_in_force

_DEMANDS = {
    "user_data": "user_data",
    "preservation": "user_data",
    "emergency": "user_data",
    "financial_identifiers": "user_data",
    "push_tokens": "user_data",
    "content_removal": "content_removal",
}
"""Which demand a type of request makes: a figure stands beside the stances on that demand. Others have none."""

_SERIES = ("request_type", "unit", "process", "content")


@dataclass(frozen=True)
class ToldFigure:
    """A figure and its numbers in words."""

    item: Item

    @property
    def figure(self) -> Document:
        """The figure's document."""
        return self.item.document

    @property
    def received(self) -> str:
        """How much was received, in words; blank where it is not told."""
        return received_words(self.figure)

    @property
    def complied(self) -> str:
        """How often the company complied, in words; blank where it is not told."""
        return complied_words(self.figure)


@dataclass(frozen=True)
class FigureCount:
    """One period with its figure, its bar, and the stances that stood in it."""

    told: ToldFigure
    """As the newest report gives it."""
    earlier: list[ToldFigure]
    """As it was given before it was restated, the newest first."""
    bar: Bar
    stances: list[ToldStance]


@dataclass(frozen=True)
class FigureSeries:
    """Figures that can be compared: of one jurisdiction, type of request, unit, process and content."""

    jurisdiction: dict[str, str]
    first: Document
    """One of them, which says what they have in common."""
    counts: list[FigureCount]
    received: bool
    """Whether any of them tells how much was received."""
    complied: bool
    """Whether any of them tells how often the company complied."""


def figure_series(figures: Iterable[Item], stances: Iterable[ToldStance]) -> list[FigureSeries]:
    """Return figures by what they can be compared in, oldest first, each with the stances that stood in its period."""
    said = list(stances)
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in figures:
        document = item.document
        key = (document["jurisdiction"]["name"], *(document.get(name, "") for name in _SERIES))
        groups.setdefault(key, []).append(item)
    return [_series(groups[key], said) for key in sorted(groups)]


def demands_beside(figures: Iterable[Item]) -> set[str]:
    """Return the demands on which stances stand beside some figures."""
    types = {figure.columns.request_type for figure in figures}
    return {demand for request_type, demand in _DEMANDS.items() if request_type in types}


def _series(group: list[Item], said: list[ToldStance]) -> FigureSeries:
    given = {item.key: item for item in group}
    restated = {item.document["restates"] for item in group if "restates" in item.document}
    newest = [item for item in group if item.key not in restated]
    newest.sort(
        key=lambda item: (first_day(item.document["period_from"]), last_day(item.document["period_to"]), item.key)
    )
    documents = [item.document for item in newest]
    scale = Scale.of(documents)
    return FigureSeries(
        jurisdiction=documents[0]["jurisdiction"],
        first=documents[0],
        counts=[
            FigureCount(ToldFigure(item), _earlier(item, given), scale.bar(item.document), _stances(item, said))
            for item in newest
        ],
        received=any(received_words(document) for document in documents),
        complied=any(complied_words(document) for document in documents),
    )


def _earlier(item: Item, given: dict[str, Item]) -> list[ToldFigure]:
    """Return what a figure restates, and what that restated in its turn."""
    found: list[ToldFigure] = []
    before = given.get(item.document.get("restates", ""))
    while before is not None:
        found.append(ToldFigure(before))
        before = given.get(before.document.get("restates", ""))
    return found


def _stances(item: Item, said: list[ToldStance]) -> list[ToldStance]:
    document = item.document
    begins, ends = first_day(document["period_from"]), last_day(document["period_to"])
    return [
        stance
        for stance in said
        if stance.item.columns.jurisdiction_path == item.columns.jurisdiction_path
        and stance.item.columns.demand == _DEMANDS.get(document["request_type"])
        and _stood_within(stance.item, begins, ends)
    ]


def _stood_within(stance: Item, begins: date, ends: date) -> bool:
    starts = stance.columns.valid_from
    return is_in_force(stance, ends) or (starts is not None and begins <= starts <= ends)
