"""What the rows of a world say: their entered fields, by number and edition. Nothing here is about a real company."""

from datetime import date
from random import Random
from typing import Any, NamedTuple

from bench.world.shape import COMMON_PLACE, FIRST_DAY, LAST_DAY, PLACES, RARE_PLACE, RARE_PLACES_LAW, Shape

Row = dict[str, Any]

_SENTENCE = (
    "the company said that it will not answer requests of this law until its review ends and that users are told where "
    "it may it holds no such data a spokesperson wrote to reporters on that day and the statement still stands on its "
    "pages"
)
_WORDS = _SENTENCE.split()
_DEMANDS = (
    "user_data",
    "content_removal",
    "interception",
    "decryption",
    "data_localization",
    "local_representative",
)
_TEXTS = 1009
"""Different sentences of each length: enough that neighbours differ, few enough that they are made once."""


class Statement(NamedTuple):
    """What a company answered."""

    slug: str
    company: int
    law: int
    demand: str
    position: str
    announced_on: str
    effective_on: str
    sources: tuple[int, ...]


class Check(NamedTuple):
    """Somebody looked for an answer."""

    key: str
    company: int
    law: int
    demand: str
    looked_on: str
    outcome: str


class Figure(NamedTuple):
    """A number of a transparency report."""

    key: str
    company: int
    place: int
    year: int
    request_type: str
    received: int
    source: int


class Rows:
    """Every row of a world that can be told by its number: places, companies, laws, sources, and the words of answers.

    An edition is how often a row's own words were changed since it was first published.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        random = Random(shape.seed)  # noqa: S311 - a world is meant to come out the same each time
        self._sentences = {length: [_sentence(random, length) for _ in range(_TEXTS)] for length in (8, 12, 20, 24)}
        self.places = [_place(number) for number in range(PLACES)]
        self.places += [_state(number, side) for number in range(10) for side in ("east", "west")]
        self.place_of_company = [random.randrange(PLACES) for _ in range(shape.companies)]
        self.place_of_law = [self._place_of_law(random, number) for number in range(shape.laws)]
        self.demands = [random.sample(_DEMANDS, random.choice((1, 2, 2, 3))) for _ in range(shape.laws)]
        self.year_of_law = [random.randint(2010, 2022) for _ in range(shape.laws)]

    def _place_of_law(self, random: Random, number: int) -> int:
        if number % 10 == 0:
            return COMMON_PLACE
        if number == RARE_PLACES_LAW:
            return RARE_PLACE
        others = [place for place in range(len(self.places)) if place not in (COMMON_PLACE, RARE_PLACE)]
        return random.choice(others)

    def text(self, length: int, number: int) -> str:
        """Return a sentence of that many words: 8, 12, 20 or 24."""
        return self._sentences[length][number % _TEXTS]

    def place(self, number: int, edition: int) -> Row:
        """Return a place, whose name changes with its edition."""
        row = self.places[number]
        return {**row, "name": f"New {row['name']}"} if edition else row

    def company(self, number: int, edition: int) -> Row:
        """Return a company; each seventh had another name until 2020, each eleventh belongs to the one before it."""
        row: Row = {"slug": company_slug(number), "name": f"Company {number:05}"}
        if number % 7 == 3:
            row["names"] = [{"name": f"Old {number:05}", "kind": "former", "to": "2020-08-31"}]
        if number % 13 == 5:
            row["aliases"] = [{"name": f"C{number}"}]
        row["kind"] = "service" if number % 11 == 10 else "company"
        if number % 11 == 10:
            row["owners"] = [{"company": company_slug(number - 1)}]
        row["home"] = self.places[self.place_of_company[number]]["slug"]
        row["website"] = f"https://company-{number}.example/"
        row["summary"] = self.text(12, number + edition)
        return row

    def law(self, number: int, edition: int) -> Row:
        """Return a law; each edition tells one more event."""
        year, demands = self.year_of_law[number], self.demands[number]
        events = [
            {"date": f"{year - 1}-03-02", "kind": "proposed", "title": "Proposed"},
            {"date": f"{year}-05-09", "kind": "adopted", "title": "Adopted"},
            {"date": f"{year}-07-01", "kind": "in_force", "title": "In force"},
        ]
        events += [{"date": f"{2023 + n}-02", "kind": "amended", "title": "Amended"} for n in range(min(edition, 3))]
        return {
            "slug": law_slug(number),
            "name": f"The Data Act number {number} of a place",
            "short_name": f"Data Act {number}",
            "jurisdiction": self.places[self.place_of_law[number]]["slug"],
            "kind": "statute",
            "demands": demands,
            "in_force_on": f"{year}-07-01",
            "summary": self.text(20, number),
            "provisions": [
                {
                    "label": f"Section {part}",
                    "demand": demands[0],
                    "summary": self.text(12, number + part),
                    "penalty": self.text(8, number + part),
                }
                for part in (1, 2)
            ],
            "events": events,
        }

    def source(self, number: int, edition: int) -> Row:
        """Return a source; they are numbered in the order in which they came out."""
        title = f"What a company said about a law, part {number}"
        return {
            "slug": source_slug(number),
            "url": f"https://news-{number % 97}.example/articles/{number}/what-the-company-said",
            "title": f"{title}, edition {edition + 1}" if edition else title,
            "publisher": f"Newspaper {number % 97}",
            "published_on": self.source_day(number).isoformat(),
            "language": "zh-Hant" if number % 3 == 2 else "en",
            "kind": "news",
            "checked": "read",
        }

    def source_day(self, number: int) -> date:
        """Return when a source came out."""
        days = LAST_DAY.toordinal() - FIRST_DAY.toordinal() + 8
        return date.fromordinal(FIRST_DAY.toordinal() + days * (number + 1) // self.shape.sources)

    def first_source_since(self, day: date) -> int:
        """Return the number of the first source that came out on a day or after it; the last where there is none."""
        days = LAST_DAY.toordinal() - FIRST_DAY.toordinal() + 8
        number = max(0, (day.toordinal() - FIRST_DAY.toordinal()) * self.shape.sources // days - 1)
        while number < self.shape.sources - 1 and self.source_day(number) < day:
            number += 1
        return number

    def statement(self, statement: Statement, number: int, edition: int) -> Row:
        """Return an answer."""
        row: Row = {
            "slug": statement.slug,
            "company": company_slug(statement.company),
            "law": law_slug(statement.law),
            "demand": statement.demand,
            "position": statement.position,
            "announced_on": statement.announced_on,
        }
        if statement.effective_on:
            row["effective_on"] = statement.effective_on
        row["summary"] = self.text(24, number + edition)
        row["citations"] = [
            {
                "source": source_slug(source),
                "relation": "disputes" if place and (number + source) % 5 == 0 else "supports",
                "quote": self.text(8, number + source),
            }
            for place, source in enumerate(statement.sources)
        ]
        return row

    def check(self, check: Check) -> Row:
        """Return a check."""
        return {
            "company": company_slug(check.company),
            "law": law_slug(check.law),
            "demand": check.demand,
            "looked_on": check.looked_on,
            "outcome": check.outcome,
        }

    def figure(self, figure: Figure) -> Row:
        """Return a figure."""
        return {
            "company": company_slug(figure.company),
            "jurisdiction": self.places[figure.place]["slug"],
            "period_from": str(figure.year),
            "period_to": str(figure.year),
            "request_type": figure.request_type,
            "unit": "requests",
            "received": figure.received,
            "complied": figure.received // 2,
            "source": source_slug(figure.source),
        }


def company_slug(number: int) -> str:
    """Return a company's slug."""
    return f"company-{number:05}"


def law_slug(number: int) -> str:
    """Return a law's slug."""
    return f"law-{number:04}"


def source_slug(number: int) -> str:
    """Return a source's slug."""
    return f"source-{number}"


def _place(number: int) -> Row:
    return {"slug": f"place-{number:02}", "name": f"Place {number:02}", "kind": "country"}


def _state(number: int, side: str) -> Row:
    return {
        "slug": f"place-{number:02}-{side}",
        "name": f"State {side.title()} of {number:02}",
        "kind": "state",
        "parent": f"place-{number:02}",
    }


def _sentence(random: Random, length: int) -> str:
    return " ".join(random.choice(_WORDS) for _ in range(length)).capitalize() + "."
