"""The plan of a world: every revision that it will hold, in order, before any document is composed.

Whatever a revision depends on (its place in its chain, the editions of what it refers to, when it is superseded) is
known once the plan is made, so that documents can be composed by several processes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from bench.world.answers import Answers
from bench.world.rows import Check, Figure, Rows, Statement, company_slug, law_slug, source_slug
from bench.world.shape import COMMON_PLACE, OPENED, Shape
from companies.record.documents.chains import Standing, standings
from companies.vocabulary import OUTCOMES, REQUEST_TYPES

KINDS = ("jurisdiction", "source", "company", "law", "stance", "figure", "check")
"""In the order in which a set is written."""

Numbered = tuple[str, int]
"""A row of the plan: its kind, and its number among those of the kind."""

_CORRECTED, _RETRACTED, _CHECKED, _FIGURES = 20, 100, 20, 50
"""Of so many answers of a set there is one correction, retraction, check or figure."""


class Planned(NamedTuple):
    """One revision that will be written; its place in the list is its number less one."""

    kind: str
    number: int
    key: str
    version: int
    batch: int
    """The set that it is published in."""
    cause: str
    note: str
    retracted: bool
    edition: int
    standing: Standing | None
    before: int
    """The place of the revision of the same key before it; -1 for the first."""


@dataclass
class Plan:
    """Everything that a world will hold."""

    rows: Rows
    statements: list[Statement] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    instants: list[datetime] = field(default_factory=list)
    """By set: when it was published."""
    revisions: list[Planned] = field(default_factory=list)
    superseded: dict[int, int] = field(default_factory=dict)
    """By place of a revision: the set that took its place."""
    editions: dict[Numbered, int] = field(default_factory=dict)
    """Rows whose words were changed, and how often."""
    live: set[Numbered] = field(default_factory=set)
    """What stands at the end."""


def make_plan(shape: Shape) -> Plan:
    """Return the plan of a world."""
    return _Planner(shape).made()


class _Planner:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.plan = Plan(Rows(shape))
        self._random = Random(shape.seed + 2)  # noqa: S311 - a world is meant to come out the same each time
        self._newest: dict[Numbered, int] = {}
        self._standing: dict[int, Standing] = {}
        self._chains: dict[tuple[int, int, str], list[int]] = defaultdict(list)
        self._citing: dict[int, list[Numbered]] = defaultdict(list)
        self._published: list[int] = []
        self._sources: list[int] = []
        self._pending: dict[Numbered, tuple[str, str, bool]] = {}
        self._keys: set[str] = set()

    def made(self) -> Plan:
        filed = Answers(self.plan.rows).all()
        self.plan.statements = [statement for _, statement in filed]
        size = self.shape.set_size
        sets = [range(start, min(start + size, len(filed))) for start in range(0, len(filed), size)]
        half = max(1, len(sets) // 2)
        for number, batch in enumerate(sets):
            if self.shape.hostile and number == half:
                self._open_set([])
                self._republish()
                self._close_set()
            self._open_set([filed[place][0] for place in batch])
            if number == 0:
                self._found()
            self._publish(batch)
            self._close_set()
        return self.plan

    def _open_set(self, filed: list[datetime | None]) -> None:
        """Give a new set its instant: that of its last answer, later than the set before."""
        instants = self.plan.instants
        at = max((instant for instant in filed if instant is not None), default=OPENED)
        if instants:
            at = max(at, instants[-1] + timedelta(seconds=20))
        instants.append(at.replace(microsecond=123_457))

    def _close_set(self) -> None:
        """Write what the set has come to, in the order in which a set is written."""
        for row in sorted(self._pending, key=self._place_in_set):
            cause, note, retracted = self._pending[row]
            self._append(row, cause, note, retracted=retracted)
        self._pending.clear()

    def _place_in_set(self, row: Numbered) -> tuple[int, int, str]:
        kind, number = row
        # Places are numbered so that those that hold others come first.
        return KINDS.index(kind), number if kind == "jurisdiction" else 0, self._key(row)

    def _found(self) -> None:
        """Publish what everything else refers to."""
        rows = self.plan.rows
        numbers = {"jurisdiction": len(rows.places), "company": self.shape.companies, "law": self.shape.laws}
        for kind, number in numbers.items():
            for place in range(number):
                self._write((kind, place), "new_evidence")

    def _publish(self, batch: range) -> None:
        """Publish a set of answers, with what is corrected, retracted, looked for and counted at that time."""
        new = set(batch)
        moved = {self._chain_of(number) for number in batch}
        corrected = self._chosen(self._some(len(batch), _CORRECTED)) - new
        gone = self._chosen(self._some(len(batch), _RETRACTED)) - new - corrected
        for number in batch:
            self._chains[self._chain_of(number)].append(number)
        for number in gone:
            self._chains[self._chain_of(number)].remove(number)
            moved.add(self._chain_of(number))
        restated = self._revise_others()
        shifted = self._shifted(moved)
        self._write_sources(batch)
        for number in sorted(new | corrected | gone | shifted | restated):
            self._write_statement(number, new=number in new, corrected=number in corrected, gone=number in gone)
        self._published.extend(batch)
        self._look(len(batch))
        self._count(len(batch))

    def _some(self, number: int, each: int) -> int:
        """Return how many of ``number`` are meant by one in ``each``, so that small sets have some too."""
        return int(number / each + self._random.random())

    def _chosen(self, number: int) -> set[int]:
        """Return some published answers."""
        if not self._published:
            return set()
        chosen = {self._random.choice(self._published) for _ in range(number)}
        return {place for place in chosen if ("stance", place) in self.plan.live}

    def _revise_others(self) -> set[int]:
        """Correct a source, and tell what happened to a law; return the answers that are stored anew with them."""
        restated: set[int] = set()
        if self._published and self._random.random() < 0.5:
            source = self._random.choice(self._sources)
            self._write(("source", source), "correction", "The title was misread.", edition=True)
            restated = {number for kind, number in self._citing[source] if kind == "stance"}
            self._restate(item for item in self._citing[source] if item[0] != "stance")
        if self._published and self._random.random() < 0.2:
            law = self._random.randrange(self.shape.laws)
            self._write(("law", law), "new_evidence", "The law was amended.", edition=True)
        return {number for number in restated if ("stance", number) in self.plan.live}

    def _shifted(self, chains: set[tuple[int, int, str]]) -> set[int]:
        """Return the answers whose place in their chain has changed, and keep their new place."""
        shifted: set[int] = set()
        for chain in chains:
            members = {self._slug(number): number for number in self._chains[chain]}
            found = standings(self._dated(number) for number in members.values())
            for slug, standing in found.items():
                if self._standing.get(members[slug]) != standing:
                    self._standing[members[slug]] = standing
                    shifted.add(members[slug])
        return shifted

    def _dated(self, number: int) -> dict[str, str]:
        statement = self.plan.statements[number]
        return {
            "slug": statement.slug,
            "announced_on": statement.announced_on,
            "effective_on": statement.effective_on,
            "position": statement.position,
        }

    def _write_sources(self, batch: range) -> None:
        """Publish the sources that are cited for the first time."""
        cited = {source for number in batch for source in self.plan.statements[number].sources}
        for source in sorted(cited, key=source_slug):
            if ("source", source) not in self.plan.live:
                self._write(("source", source), "new_evidence")
                self._sources.append(source)
        for number in batch:
            for source in self.plan.statements[number].sources:
                self._citing[source].append(("stance", number))

    def _write_statement(self, number: int, *, new: bool, corrected: bool, gone: bool) -> None:
        row: Numbered = ("stance", number)
        if gone:
            self._write(row, "retraction", "It was about another law.", retracted=True)
        elif corrected:
            self._write(row, "correction", "The source says otherwise.", edition=True)
        elif new:
            self._write(row, "company_acted" if number % 3 else "new_evidence")
        else:
            self._write(row, "technical")

    def _look(self, number: int) -> None:
        """Publish checks of that day."""
        day = self.plan.instants[-1].date().isoformat()
        found: dict[str, Check] = {}
        for place in sorted(self._chosen(self._some(number, _CHECKED))):
            of = self.plan.statements[place]
            key = f"{company_slug(of.company)}-{law_slug(of.law)}-{day}-{of.demand}".replace("_", "-")
            outcome = OUTCOMES.codes[place % len(OUTCOMES)]
            found[key] = Check(key, of.company, of.law, of.demand, day, outcome)
        for key in sorted(found.keys() - self._keys):
            self._keys.add(key)
            self.plan.checks.append(found[key])
            self._write(("check", len(self.plan.checks) - 1), "new_evidence")

    def _count(self, number: int) -> None:
        """Publish figures of years that were over by then."""
        newest = max(self._sources)
        found: dict[str, Figure] = {}
        for _ in range(self._some(number, _FIGURES)):
            company, place = self._random.randrange(self.shape.companies), self._random.randrange(10)
            year = self._random.randrange(2012, self.plan.instants[-1].year)
            of = self._random.choice(REQUEST_TYPES.codes)
            key = f"{company_slug(company)}-place-{place:02}-{year}-{year}-{of}-requests".replace("_", "-")
            found[key] = Figure(key, company, place, year, of, self._random.randrange(1, 20_000), newest)
        for key in sorted(found.keys() - self._keys):
            self._keys.add(key)
            self.plan.figures.append(found[key])
            self._citing[found[key].source].append(("figure", len(self.plan.figures) - 1))
            self._write(("figure", len(self.plan.figures) - 1), "new_evidence")

    def _republish(self) -> None:
        """Rename a place with many laws and several others, which stores anew whatever lies in them."""
        rows = self.plan.rows
        renamed = {COMMON_PLACE, *range(1, 10)}
        renamed |= {number for number, row in enumerate(rows.places) if row.get("parent") in _slugs(rows, renamed)}
        for place in sorted(renamed):
            self._write(("jurisdiction", place), "new_evidence", "The place has another name.", edition=True)
        homes = [number for number in range(self.shape.companies) if rows.place_of_company[number] in renamed]
        laws = [number for number in range(self.shape.laws) if rows.place_of_law[number] in renamed]
        self._restate(("company", number) for number in homes)
        self._restate(("law", number) for number in laws)
        about = set(laws)
        self._restate(("stance", n) for n in self._published if self.plan.statements[n].law in about)
        self._restate(("figure", n) for n, figure in enumerate(self.plan.figures) if figure.place in renamed)
        self._restate(("check", n) for n, check in enumerate(self.plan.checks) if check.law in about)

    def _restate(self, rows: Iterable[Numbered]) -> None:
        """Store anew what embeds something that has changed."""
        for row in rows:
            if row in self.plan.live:
                self._write(row, "technical")

    def _write(
        self, row: Numbered, cause: str, note: str = "", *, edition: bool = False, retracted: bool = False
    ) -> None:
        """Have a row in this set, once."""
        if edition:
            self.plan.editions[row] = self.plan.editions.get(row, 0) + 1
        if retracted:
            self.plan.live.discard(row)
        else:
            self.plan.live.add(row)
        self._pending.setdefault(row, (cause, note, retracted))

    def _append(self, row: Numbered, cause: str, note: str, *, retracted: bool) -> None:
        plan = self.plan
        kind, number = row
        before = self._newest.get(row, -1)
        planned = Planned(
            kind,
            number,
            self._key(row),
            plan.revisions[before].version + 1 if before >= 0 else 1,
            len(plan.instants) - 1,
            cause,
            note,
            retracted,
            plan.editions.get(row, 0),
            self._standing.get(number) if kind == "stance" else None,
            before,
        )
        if before >= 0:
            plan.superseded[before] = planned.batch
        self._newest[row] = len(plan.revisions)
        plan.revisions.append(planned)

    def _key(self, row: Numbered) -> str:
        kind, number = row
        match kind:
            case "jurisdiction":
                return str(self.plan.rows.places[number]["slug"])
            case "company":
                return company_slug(number)
            case "law":
                return law_slug(number)
            case "source":
                return source_slug(number)
            case "stance":
                return self._slug(number)
            case "figure":
                return self.plan.figures[number].key
            case _:
                return self.plan.checks[number].key

    def _slug(self, number: int) -> str:
        return self.plan.statements[number].slug

    def _chain_of(self, number: int) -> tuple[int, int, str]:
        statement = self.plan.statements[number]
        return statement.company, statement.law, statement.demand


def _slugs(rows: Rows, numbers: set[int]) -> set[str]:
    return {str(rows.places[number]["slug"]) for number in numbers}
