"""``docs/performance.md`` and its plots, written from one run."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.measure import plots
from bench.measure.bars import Figures, Verdict, counted, verdicts
from bench.measure.comparing import BARE, DATASETTE, KEPT, NAIVE, OURS, SERVERS
from bench.measure.processes import ROOT

_GROWING = (
    "list of 50",
    "one company's answers",
    "known at an early instant",
    "both clocks",
    "count, both clocks",
    "page: home",
    "page: matrix",
    "page: one company",
)


def write_report(run: Mapping[str, Any], folder: Path, results: Path) -> Path:
    """Write the report of a run into a folder, its plots beside it in ``images/``; return the report's path."""
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    found = verdicts(run)
    databases = sorted({result["database"] for result in run["results"]}, reverse=True)
    text = [*_head(run, results), *_summary(found)]
    for database in databases:
        figures = Figures(run, database)
        text += [f"## {database}", "", *_plots(figures, images), *_tables(figures)]
    text += ["## The bars, one by one", "", *_table(_verdict_rows(found)), ""]
    report = folder / "performance.md"
    report.write_text("\n".join(text).rstrip() + "\n")
    return report


def _head(run: Mapping[str, Any], results: Path) -> Iterator[str]:
    machine, worlds = run["machine"], run["worlds"]
    name = f"`{results.relative_to(ROOT)}`" if results.is_relative_to(ROOT) else results.name
    yield "# Performance"
    yield ""
    yield f"Written by `bench/run` from {name}. How it is measured, and measured again: [bench](../bench/README.md)."
    yield ""
    yield (
        f"Measured on {run['began'][:10]} on {machine['cores']} cores with Python {machine['python']} and Django "
        f"{machine['django']}. All servers of one kind of database were asked in turn in one run. CPU is that of the "
        "server’s processes for one request, which a busy machine disturbs least; p50 and p99 are what one client "
        "on the same machine waited. For *first reads* nothing is kept; *kept answers* were asked for before."
    )
    yield ""
    rows: list[tuple[str, ...]] = [("world", "answers", "revisions", "companies", "laws", "sources")]
    rows += [
        (name, *(f"{facts[key]:,}" for key in ("statements", "revisions", "companies", "laws", "sources")))
        for name, facts in worlds.items()
    ]
    yield from _table(rows)
    yield ""


def _summary(found: Sequence[Verdict]) -> Iterator[str]:
    yield "## What is promised, and whether it holds"
    yield ""
    rows: list[tuple[str, ...]] = [("bar", "met")]
    rows += [(bar, f"{met} of {of}{'' if met < of else ': all'}") for bar, (met, of) in counted(found).items()]
    yield from _table(rows)
    yield ""
    missed = [verdict for verdict in found if not verdict.met]
    if missed:
        yield "Not met:"
        yield ""
        yield from _table(_verdict_rows(missed))
        yield ""


def _verdict_rows(found: Sequence[Verdict]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("bar", "database", "of", "wanted", "found", "")]
    rows += [
        (each.bar, each.database, each.subject, each.wanted, each.found, "met" if each.met else "**not met**")
        for each in found
    ]
    return rows


def _plots(figures: Figures, images: Path) -> Iterator[str]:
    """Write the plots of a database, and yield the lines that show them."""
    largest = figures.sizes[-1]
    drawn = {
        "routes": plots.bars(
            f"CPU a request at {largest:,} answers, {figures.database}", "milliseconds", _cpu(figures, largest)
        )
    }
    if len(figures.sizes) > 1:
        growth = {
            route: [figures.of(size, route, OURS, "p50_ms") or 0 for size in figures.sizes]
            for route in _GROWING
            if route in figures.routes
        }
        if growth:
            title = f"First reads as the record grows, {figures.database}"
            drawn["growth"] = plots.lines(title, "milliseconds", figures.sizes, growth)
    for what, text in drawn.items():
        name = f"performance-{figures.database.lower()}-{what}.svg"
        (images / name).write_text(text)
        yield f"![{'CPU a request, by route and server' if what == 'routes' else 'Growth'}](images/{name})"
        yield ""


def _cpu(figures: Figures, size: int) -> dict[str, dict[str, float]]:
    return {
        server: {route: value for route in figures.routes if (value := figures.of(size, route, server)) is not None}
        for server in SERVERS
    }


def _tables(figures: Figures) -> Iterator[str]:
    for size in figures.sizes:
        yield f"### {figures.database}, {size:,} answers"
        yield ""
        yield "CPU in milliseconds a request, and how many times the peers take of our first reads."
        yield ""
        yield from _table(_cpu_rows(figures, size))
        yield ""
        yield "What one client waits, in milliseconds, and what a first read asks of the database."
        yield ""
        yield from _table(_inside_rows(figures, size))
        yield ""
        memory = [(server, figures.memory(size, server)) for server in (OURS, KEPT, NAIVE, DATASETTE)]
        told = ", ".join(f"{server} {most:.0f} MB" for server, most in memory if most is not None)
        yield f"The most memory that one process held: {told}."
        yield ""


def _cpu_rows(figures: Figures, size: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("route", *SERVERS, "naive ÷ ours", "Datasette ÷ ours", "bare ÷ kept")]
    for route in figures.routes:
        cpu = {server: figures.of(size, route, server) for server in SERVERS}
        rows.append(
            (
                route,
                *(_milliseconds(cpu[server]) for server in SERVERS),
                _times(cpu[NAIVE], cpu[OURS]),
                _times(cpu[DATASETTE], cpu[OURS]),
                _times(cpu[BARE], cpu[KEPT]),
            )
        )
    return rows


def _inside_rows(figures: Figures, size: int) -> list[tuple[str, ...]]:
    work = "rows_read" if figures.database == "PostgreSQL" else "steps_100"
    called = "rows read" if work == "rows_read" else "SQLite’s steps, in hundreds"
    rows: list[tuple[str, ...]] = [("route", "p50", "p99", "kept p50", "kept p99", "bytes", "queries", "SQL", called)]
    for route in figures.routes:
        times = [figures.of(size, route, server, column) for server in (OURS, KEPT) for column in ("p50_ms", "p99_ms")]
        rows.append(
            (
                route,
                *map(_milliseconds, times),
                _whole(figures.of(size, route, OURS, "bytes")),
                _whole(figures.cost(size, route, "queries")),
                _milliseconds(figures.cost(size, route, "sql_ms")),
                _whole(figures.cost(size, route, work)),
            )
        )
    return rows


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    first, *others = rows
    yield f"| {' | '.join(first)} |"
    yield f"|{'---|' * len(first)}"
    yield from (f"| {' | '.join(row)} |" for row in others)


def _milliseconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _times(one: float | None, other: float | None) -> str:
    return "–" if one is None or not other else f"{one / other:,.2f}×" if one < 10 * other else f"{one / other:,.0f}×"


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
