"""What the companies of a world answered, and when each answer was published."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from bench.world.rows import Rows, Statement, company_slug, law_slug
from bench.world.shape import (
    CLOSED,
    COMPANY_OF_LONG_CHAIN,
    COMPANY_OF_MANY,
    COMPANY_OF_THIRTY,
    ENDED_AFTER,
    ENDED_PLACE,
    FIRST_DAY,
    LAST_DAY,
    OPENED,
    Shape,
)

Filed = tuple[datetime | None, Statement]
"""When it was published (None: in the first load), and what it says."""

_REPEATS = 0.3
"""How often the next answer of a chain says again what the one before it said."""
_LONG_CHAIN = 100


class Answers:
    """Makes the answers of a world."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.shape = rows.shape
        self._random = Random(self.shape.seed + 1)  # noqa: S311 - a world is meant to come out the same each time
        self._positions = list(self.shape.position_weights)
        self._weights = list(self.shape.position_weights.values())
        self._slugs: dict[str, int] = {}

    def all(self) -> list[Filed]:
        """Return all of them, in the order in which they were published."""
        counts = enumerate(_counts(self.shape))
        filed = [item for company, number in counts for item in self._of_company(company, number)]
        load = [item for item in filed if item[0] is None]
        self._random.shuffle(load)
        later = sorted((item for item in filed if item[0] is not None), key=lambda item: (item[0], item[1].slug))
        return load + later

    def _of_company(self, company: int, number: int) -> Iterator[Filed]:
        used: set[tuple[int, str]] = set()
        if company == COMPANY_OF_LONG_CHAIN:
            length = min(_LONG_CHAIN, number)
            used.add((1, self.rows.demands[1][0]))
            yield from self._chain(company, 1, self.rows.demands[1][0], length)
            number -= length
        while number:
            law = self._random.randrange(self.shape.laws)
            demand = self._random.choice(self.rows.demands[law])
            if (law, demand) in used and len(used) < self.shape.laws:
                continue
            used.add((law, demand))
            length = min(number, self._random.choices((1, 2, 3), (85, 12, 3))[0])
            number -= length
            yield from self._chain(company, law, demand, length)

    def _chain(self, company: int, law: int, demand: str, length: int) -> Iterator[Filed]:
        position = ""
        for day in sorted(self._day(law) for _ in range(length)):
            if not position or self._random.random() >= _REPEATS:
                position = self._random.choices(self._positions, self._weights)[0]
            announced_on = self._text(day)
            statement = Statement(
                self._slug(company, law, demand, announced_on),
                company,
                law,
                demand,
                position,
                announced_on,
                self._effective_on(day),
                self._sources(day),
            )
            yield self._filing(day), statement

    def _day(self, law: int) -> date:
        last = LAST_DAY
        if self.shape.hostile and self.rows.place_of_law[law] == ENDED_PLACE:
            last = date(ENDED_AFTER, 12, 31)
        return date.fromordinal(self._random.randint(FIRST_DAY.toordinal(), last.toordinal()))

    def _text(self, day: date) -> str:
        """Return a day with a day's, a month's or a year's precision."""
        return day.isoformat()[: self._random.choices((10, 7, 4), (85, 10, 5))[0]]

    def _effective_on(self, day: date) -> str:
        if self._random.random() >= self.shape.effective_before:
            return ""
        return (day - timedelta(self._random.randint(400, 3650))).isoformat()

    def _sources(self, day: date) -> tuple[int, ...]:
        first = self.rows.first_source_since(day)
        last = self.shape.sources - 1
        found = {min(last, first + self._random.randrange(8)) for _ in range(self._random.choice((1, 1, 2)))}
        return tuple(sorted(found))

    def _slug(self, company: int, law: int, demand: str, announced_on: str) -> str:
        slug = f"{company_slug(company)}-{law_slug(law)}-{demand.replace('_', '-')}-{announced_on}"
        number = self._slugs[slug] = self._slugs.get(slug, 0) + 1
        return slug if number == 1 else f"{slug}-{number}"

    def _filing(self, day: date) -> datetime | None:
        """Return when an answer of that day was published: mostly soon, or years late; None in the first load."""
        if self._random.random() < self.shape.early:
            return None
        said = max(OPENED, datetime(day.year, day.month, day.day, 8, tzinfo=UTC))
        seconds = self._random.randrange(86_400)
        if self._random.random() < self.shape.late:
            left = CLOSED - said
            return said + left * self._random.random()
        if day < OPENED.date():
            return None
        days = self._random.randrange(10) if self._random.random() < 0.85 else self._random.randrange(10, 120)
        return min(CLOSED - timedelta(seconds=seconds), said + timedelta(days, seconds))


def _counts(shape: Shape) -> list[int]:
    """Return how many answers each company gave: thirty, many, and the rest evenly."""
    counts = [0] * shape.companies
    counts[COMPANY_OF_THIRTY] = 30
    counts[COMPANY_OF_MANY] = min(max(40, shape.statements // 100), shape.laws)
    counts[COMPANY_OF_LONG_CHAIN] = min(_LONG_CHAIN, shape.statements // 20)
    left = shape.statements - sum(counts)
    others = [number for number in range(shape.companies) if not counts[number]]
    for place, number in enumerate(others):
        counts[number] = left // len(others) + (place < left % len(others))
    return counts
