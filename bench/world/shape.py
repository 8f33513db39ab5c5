"""How large a world is, and of what it is made."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from companies.vocabulary import POSITIONS

_COMPANIES_AND_LAWS = {1_000: (50, 30), 10_000: (333, 100), 100_000: (2_000, 500), 1_000_000: (20_000, 1_000)}

FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2026, 10, 31)
"""Between these companies spoke."""
OPENED, CLOSED = datetime(2018, 1, 15, 9, tzinfo=UTC), datetime(2026, 11, 27, 18, tzinfo=UTC)
"""Between these their answers were published: what had been said before stands in a first load."""

COMPANY_OF_THIRTY, COMPANY_OF_MANY, COMPANY_OF_LONG_CHAIN = 0, 1, 2
"""Numbers of companies with a known amount of answers."""
PLACES = 40
"""Countries; the first ten of them have two states each."""
COMMON_PLACE, RARE_PLACE, ENDED_PLACE = 0, 39, 8
"""Numbers of a place with a tenth of all laws, of one with a single law, and of one that may have ended."""
RARE_PLACES_LAW = 7
ENDED_AFTER = 2017
"""The last year in which anybody answered a law of the ended place, in a hostile world."""


@dataclass(frozen=True)
class Shape:
    """What a world is made of. The same shape gives the same world, to the byte."""

    statements: int
    companies: int
    laws: int
    sources: int
    hostile: bool = False
    """Whether it holds what makes reading hard: see ``bench/README.md``."""
    seed: int = 7

    @property
    def set_size(self) -> int:
        """How many answers are published together."""
        return min(500, max(20, self.statements // 200))

    @property
    def position_weights(self) -> dict[str, int]:
        """How often each position is taken; in a hostile world the last of them by one answer in a hundred."""
        weights = (20, 15, 8, 10, 5, 10, 10, 12, 1 if self.hostile else 10)
        return dict(zip(POSITIONS.codes, weights, strict=True))

    @property
    def late(self) -> float:
        """The share of answers that were published long after they were given."""
        return 0.5 if self.hostile else 0.05

    @property
    def early(self) -> float:
        """The share of answers that stand in the first load, although their day came later: a clock was wrong."""
        return 0.001 if self.hostile else 0.0

    @property
    def effective_before(self) -> float:
        """The share of answers that say that they have held since an earlier day."""
        return 0.03 if self.hostile else 0.005


def shape_of(statements: int, *, hostile: bool = False, seed: int = 7) -> Shape:
    """Return the shape of a world of that many answers (100 at least)."""
    companies, laws = _COMPANIES_AND_LAWS.get(statements) or (max(20, statements // 40), max(20, int(statements**0.5)))
    return Shape(statements, companies, laws, max(50, statements // 10), hostile, seed)
