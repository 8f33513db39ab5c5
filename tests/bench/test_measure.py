"""What is made of a run: verdicts on what is promised, a report, and plots that are SVG."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench.measure.bars import verdicts
from bench.measure.comparing import BARE, DATASETTE, KEPT, NAIVE, OURS
from bench.measure.report import write_report

SMALL, LARGE = 10_000, 100_000


def result(route: str, server: str, cpu: float, size: int = LARGE, p50: float = 1.0) -> dict[str, Any]:
    """Return one measurement."""
    told = {"database": "SQLite", "size": size, "route": route, "server": server, "round": 0, "requests": 9}
    return {**told, "cpu_ms": cpu, "p50_ms": p50, "p99_ms": p50, "bytes": 100}


def run_of(*results: dict[str, Any], sql: float = 1.0, memory: float = 100.0) -> dict[str, Any]:
    """Return a run with those measurements."""
    facts = {"statements": LARGE, "revisions": LARGE, "companies": 1, "laws": 1, "sources": 1}
    costs = {each["route"]: {"queries": 4, "sql_ms": sql, "steps_100": 50} for each in results}
    return {
        "began": "2026-11-29T12:00:00+00:00",
        "machine": {"cores": 2, "python": "3.11", "django": "5.2"},
        "worlds": {f"SQLite {LARGE}": facts},
        "costs": {f"SQLite {LARGE}": costs},
        "memory": {f"SQLite {LARGE}": {OURS: memory}},
        "results": list(results),
    }


def met(run: dict[str, Any], bar: str) -> list[bool]:
    """Return whether each verdict on a bar is met."""
    return [verdict.met for verdict in verdicts(run) if verdict.bar == bar]


@pytest.mark.parametrize(
    ("route", "peer", "least"),
    [
        ("list of 50", NAIVE, 100),
        ("place + position, rare", NAIVE, 50),
        ("known at an early instant", NAIVE, 3),
        ("late page", NAIVE, 1),
        ("list of 50", DATASETTE, 2),
        ("item", DATASETTE, 1),
    ],
)
def test_a_peer_must_take_so_many_times_as_much(route: str, peer: str, least: float) -> None:
    bar = f"ahead of {peer}"
    assert met(run_of(result(route, OURS, 1), result(route, peer, least)), bar) == [True]
    assert met(run_of(result(route, OURS, 1), result(route, peer, least * 0.99)), bar) == [False]


def test_a_small_world_is_not_held_against_peers() -> None:
    assert met(run_of(result("item", OURS, 9, SMALL), result("item", NAIVE, 1, SMALL)), f"ahead of {NAIVE}") == []


def test_other_work_of_datasette_is_not_compared() -> None:
    route = "valid on a day of 2018"
    assert met(run_of(result(route, OURS, 9), result(route, DATASETTE, 1)), f"ahead of {DATASETTE}") == []


def test_a_kept_answer_takes_three_bare_ones_at_most_and_a_304_two() -> None:
    kept = run_of(result("item", KEPT, 3), result("item", BARE, 1.01))
    assert met(kept, "a kept answer beside bare WSGI") == [True]
    unchanged = run_of(result("304: item", KEPT, 3), result("304: item", BARE, 1.01))
    assert met(unchanged, "a 304 beside bare WSGI") == [False]


@pytest.mark.parametrize(("route", "most"), [("list of 50", 1.5), ("page: home", 2), ("count, both clocks", 3)])
def test_an_answer_takes_hardly_longer_from_a_large_world(route: str, most: float) -> None:
    def grown(times: float) -> dict[str, Any]:
        return run_of(result(route, OURS, 1, SMALL, 1), result(route, OURS, 1, LARGE, times), sql=9)

    assert met(grown(most), "flat as the record grows") == [True]
    assert met(grown(most + 0.1), "flat as the record grows") == [False]


def test_an_answer_of_the_past_may_grow_while_its_queries_are_quick() -> None:
    route = "both clocks"
    grown = (result(route, OURS, 1, SMALL, 1), result(route, OURS, 1, LARGE, 4))
    assert met(run_of(*grown, sql=2.9), "flat as the record grows") == [True]


def test_a_worker_holds_150_megabytes_at_most() -> None:
    assert met(run_of(result("item", OURS, 1), memory=150), "memory of a worker") == [True]
    assert met(run_of(result("item", OURS, 1), memory=151), "memory of a worker") == [False]


@pytest.mark.parametrize(
    ("cpu", "p50", "wanted"), [(1.2, 1.2, True), (1.21, 1.0, False), (1.0, 1.21, False), (0.9, 1.1, True)]
)
def test_publishing_slows_a_first_read_by_a_fifth_at_most(cpu: float, p50: float, wanted: bool) -> None:
    slices = [
        {
            "database": "SQLite",
            "size": SMALL,
            "route": "item",
            "publishing": publishing,
            "cpu_ms": taken,
            "p50_ms": waited,
        }
        for publishing, taken, waited in ((False, 1.0, 1.0), (True, cpu, p50), (True, cpu, p50), (False, 1.0, 1.0))
    ]
    run = run_of(result("item", OURS, 1)) | {"publishing": slices}
    assert met(run, "reading beside publishing") == [wanted]
    assert met(run_of(result("item", OURS, 1)), "reading beside publishing") == []


def test_the_report_tells_what_is_not_met_and_shows_plots(tmp_path: Path) -> None:
    ours = [result("list of 50", OURS, 5, size, size / SMALL) for size in (SMALL, LARGE)]
    peers = [result("list of 50", peer, 1, size) for peer in (KEPT, NAIVE, DATASETTE, BARE) for size in (SMALL, LARGE)]
    report = write_report(run_of(*ours, *peers), tmp_path, tmp_path / "run.json").read_text()
    assert "| ahead of naive peer | SQLite | list of 50, 100,000 | ≥ 100× | 0.2× | **not met** |" in report
    plots = sorted((tmp_path / "images").iterdir())
    assert [plot.name for plot in plots] == ["performance-sqlite-growth.svg", "performance-sqlite-routes.svg"]
    for plot in plots:
        assert f"(images/{plot.name})" in report
        root = ElementTree.fromstring(plot.read_text())  # noqa: S314 - our own text
        assert root[0].text
        assert root[1].text
