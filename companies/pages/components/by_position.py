"""Who stands where: standing answers grouped by position, each company with the day since when."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from companies.name_order import name_order
from companies.pages.components.position_dates import ToldStance
from companies.vocabulary import POSITIONS


@dataclass(frozen=True)
class PositionRow:
    """The standing answers of one position."""

    position: str
    answers: list[ToldStance]
    """By company's name as readers see it: all of them, or some."""
    number: int
    """How many there are."""

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.number - len(self.answers)


def numbers_by_position(answers: Iterable[ToldStance]) -> Counter[str]:
    """Return how many of some answers there are of each position."""
    return Counter(told.item.columns.position for told in answers)


def by_position(standing: Iterable[ToldStance], numbers: Mapping[str, int] | None = None) -> list[PositionRow]:
    """Return standing answers by position, in the codebook's order; positions without any are left out.

    ``numbers``: how many there are of each position, where not all are given; None: these are all.
    """
    grouped: dict[str, list[ToldStance]] = {word.code: [] for word in POSITIONS}
    for told in standing:
        grouped[told.stance["position"]].append(told)
    if numbers is None:
        numbers = {position: len(answers) for position, answers in grouped.items()}
    return [
        PositionRow(position, sorted(answers, key=_by_name), number)
        for position, answers in grouped.items()
        if (number := numbers.get(position, 0))
    ]


def _by_name(told: ToldStance) -> tuple[tuple[str, str], str]:
    return name_order(told.stance["company"]["name"]), told.item.key
