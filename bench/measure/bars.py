"""What speed is promised, as ratios between two servers or two sizes of one run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.measure.comparing import BARE, DATASETTE, KEPT, NAIVE, OURS

Run = Mapping[str, Any]
"""What a run told: see ``bench/measure/__main__.py``."""

_PAST = ("known at", "valid on", "both clocks", "place, both clocks", "count, known at", "count, both clocks")
_STATEMENT_MILLISECONDS = 3.0
"""SQL that an answer of any settled pair of clocks may take, whatever the ratio."""
_MEGABYTES = 150.0
_BESIDE_PUBLISHING = 1.2
_LARGE = 100_000
"""Answers from which on the product must be ahead of its peers; a few are read quickly by anybody."""


@dataclass(frozen=True)
class Verdict:
    """One bar, what was measured against it, and whether it is met."""

    bar: str
    database: str
    subject: str
    wanted: str
    found: str
    met: bool


def verdicts(run: Run) -> list[Verdict]:
    """Return what a run says of every bar that it has the figures for."""
    found: list[Verdict] = []
    for database in sorted({result["database"] for result in run["results"]}, reverse=True):
        figures = Figures(run, database)
        found += [*_ahead(figures), *_kept(figures), *_growth(figures), *_memory(figures)]
        found += _publishing(figures)
    return found


class Figures:
    """The medians of a run's rounds on one database."""

    def __init__(self, run: Run, database: str) -> None:
        self.database = database
        self._run = run
        self._results: dict[tuple[int, str, str], list[Run]] = {}
        for result in run["results"]:
            if result["database"] == database:
                key = (result["size"], result["route"], result["server"])
                self._results.setdefault(key, []).append(result)

    @property
    def sizes(self) -> list[int]:
        """The sizes of worlds, smallest first."""
        return sorted({size for size, _, _ in self._results})

    @property
    def routes(self) -> list[str]:
        """The names of routes, as they were asked."""
        return list(dict.fromkeys(route for _, route, _ in self._results))

    def of(self, size: int, route: str, server: str, column: str = "cpu_ms") -> float | None:
        """Return the median of a column; None where it was not measured."""
        results = self._results.get((size, route, server))
        return None if not results else float(median(result[column] for result in results))

    def cost(self, size: int, route: str, column: str) -> float | None:
        """Return what was seen from inside: queries, milliseconds of SQL, steps or rows."""
        told = self._run["costs"].get(f"{self.database} {size}", {}).get(route, {})
        return None if column not in told else float(told[column])

    def memory(self, size: int, server: str) -> float | None:
        """Return the most that one process of a server held, in MB."""
        told = self._run["memory"].get(f"{self.database} {size}", {})
        return None if server not in told else float(told[server])

    def beside_publishing(self, column: str) -> dict[tuple[int, str], float]:
        """Return by size and route how many times of a column a first read takes while somebody publishes."""
        taken: dict[tuple[int, str], dict[bool, list[float]]] = {}
        for result in self._run.get("publishing", ()):
            if result["database"] == self.database:
                both = taken.setdefault((result["size"], result["route"]), {True: [], False: []})
                both[result["publishing"]].append(result[column])
        return {of: median(both[True]) / median(both[False]) for of, both in taken.items() if median(both[False])}


def factor(one: float | None, other: float | None) -> float | None:
    """Return how many times ``one`` is of ``other``; None where either was not measured, or is too small to tell."""
    return None if one is None or not other else one / other


def _ahead(figures: Figures) -> Iterator[Verdict]:
    """Each route of the API is ahead of the naive peer, and of Datasette on the same work."""
    wanted = {NAIVE: _naive_factor, DATASETTE: _datasette_factor}
    for size in figures.sizes:
        if size < _LARGE:
            continue
        for route in figures.routes:
            for peer, least_of in wanted.items():
                least = least_of(route)
                times = factor(figures.of(size, route, peer), figures.of(size, route, OURS))
                if least is not None and times is not None:
                    subject = f"{route}, {size:,}"
                    yield _verdict(
                        f"ahead of {peer}", figures, subject, f"≥ {least:g}×", f"{times:.1f}×", times >= least
                    )


def _naive_factor(route: str) -> float | None:
    if route == "list of 50":
        return 100
    if route.startswith("place +"):
        return 50
    return 3 if route.startswith("known at") else 1


def _datasette_factor(route: str) -> float | None:
    if route == "list of 50":
        return 2
    same = ("one company's answers", "item", "place + position", "count")
    return 1 if route.startswith(same) else None


def _kept(figures: Figures) -> Iterator[Verdict]:
    """A kept answer costs three bare ones at most, and a 304 two."""
    for size in figures.sizes:
        for route in figures.routes:
            unchanged = route.startswith("304")
            share = factor(figures.of(size, route, BARE), figures.of(size, route, KEPT))
            if share is not None:
                least = 1 / 2 if unchanged else 1 / 3
                bar = "a 304 beside bare WSGI" if unchanged else "a kept answer beside bare WSGI"
                yield _verdict(bar, figures, f"{route}, {size:,}", f"≥ {least:.2f}", f"{share:.2f}", share >= least)


def _growth(figures: Figures) -> Iterator[Verdict]:
    """An answer takes hardly longer from the largest world than from the smallest."""
    if len(figures.sizes) < 2:
        return
    small, large = figures.sizes[0], figures.sizes[-1]
    for route in figures.routes:
        times = factor(figures.of(large, route, OURS, "p50_ms"), figures.of(small, route, OURS, "p50_ms"))
        if times is None:
            continue
        most, subject = _most_growth(route), f"{route}, {small:,} to {large:,}"
        sql = figures.cost(large, route, "sql_ms")
        met, wanted, found = times <= most, f"≤ {most:g}×", f"{times:.2f}×"
        if most == 3 and sql is not None:
            met = met or sql <= _STATEMENT_MILLISECONDS
            wanted, found = f"{wanted} or ≤ {_STATEMENT_MILLISECONDS:g} ms of SQL", f"{found}, {sql:.1f} ms"
        yield _verdict("flat as the record grows", figures, subject, wanted, found, met)


def _most_growth(route: str) -> float:
    if route.startswith(_PAST):
        return 3
    return 2 if route in ("page: home", "page: matrix") else 1.5


def _memory(figures: Figures) -> Iterator[Verdict]:
    """A worker holds little, whatever it was asked."""
    for size in figures.sizes:
        most = figures.memory(size, OURS)
        if most is not None:
            wanted = f"≤ {_MEGABYTES:g} MB"
            yield _verdict("memory of a worker", figures, f"{size:,}", wanted, f"{most:.0f} MB", most <= _MEGABYTES)


def _publishing(figures: Figures) -> Iterator[Verdict]:
    """Publishing 50 answers a second slows a first read by a fifth at most, in CPU and for who waits."""
    waited = figures.beside_publishing("p50_ms")
    for (size, route), cpu in figures.beside_publishing("cpu_ms").items():
        times = waited[size, route]
        wanted, found = f"≤ {_BESIDE_PUBLISHING:g}×", f"CPU {cpu:.2f}×, p50 {times:.2f}×"
        met = max(cpu, times) <= _BESIDE_PUBLISHING
        yield _verdict("reading beside publishing", figures, f"{route}, {size:,}", wanted, found, met)


def _verdict(bar: str, figures: Figures, subject: str, wanted: str, found: str, met: bool) -> Verdict:
    return Verdict(bar, figures.database, subject, wanted, found, met)


def counted(found: Sequence[Verdict]) -> dict[str, tuple[int, int]]:
    """Return by bar how many of its verdicts are met, and how many there are."""
    return {
        bar: (sum(verdict.met for verdict in found if verdict.bar == bar), sum(v.bar == bar for v in found))
        for bar in dict.fromkeys(verdict.bar for verdict in found)
    }
