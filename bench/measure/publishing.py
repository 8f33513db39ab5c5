"""What first reads take while somebody publishes into the same database, beside what they take in between."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from bench.measure.asking import Asker
from bench.measure.places import Place, run
from bench.measure.processes import ROOT, Servers

ROUTES = ("list of 50", "one company's answers", "item", "known at a middle instant", "page: home", "page: one company")
MOST_ANSWERS = 100_000
"""A larger world is not measured: it is copied first, since nothing may be published into the one that is kept."""


def beside_publishing(
    place: Place, folder: Path, seconds: float, rounds: int, routes: Sequence[str] = ROUTES
) -> Iterator[dict[str, Any]]:
    """Yield what each route took, in slices of time in which somebody publishes and others in which nobody does."""
    with _copy(place, folder) as copy, Servers(folder / "logs") as servers, _publisher(copy) as publisher:
        told = json.loads(run(["-m", "bench.measure.inside", str(copy.folder), "--only", *routes], _database(copy)))
        environment = copy.environment(PORT="{port}", SITE_URL="http://127.0.0.1:{port}", KEPT_ANSWERS_MB="0")
        command = [sys.executable, "-m", "gunicorn", "--config", "tracker/serving.py", "tracker.wsgi"]
        server = servers.start("beside publishing", command, environment, ready="/robots.txt")
        with closing(Asker(server)) as asker:
            for route in told["routes"]:
                asker.ask(route["ours"], {})
            for turn, route in product(range(rounds), told["routes"]):
                # Which of the two comes first changes with each round.
                for publishing in (bool(turn % 2), not turn % 2):
                    if publishing:
                        _tell(publisher, seconds)
                    cost = asker.measure(route["ours"], {}, seconds)
                    yield {
                        "database": place.vendor,
                        "size": place.size,
                        "route": route["name"],
                        "publishing": publishing,
                        "round": turn,
                        "requests": cost.requests,
                        "cpu_ms": round(cost.cpu, 4),
                        "p50_ms": round(cost.p50, 4),
                        "published": _told(publisher) if publishing else 0,
                    }


@contextmanager
def _copy(place: Place, folder: Path) -> Iterator[Place]:
    """Give a copy of a world that may be published into; it is gone afterwards."""
    copy = replace(place, folder=folder / "world")
    shutil.copytree(place.folder, copy.folder, ignore=shutil.ignore_patterns("naive.sqlite3*"))
    try:
        if not place.database:
            yield copy
            return
        with _copied_database(place.database) as database:
            yield replace(copy, database=database)
    finally:
        shutil.rmtree(copy.folder)


@contextmanager
def _copied_database(address: str) -> Iterator[str]:
    import psycopg2  # type: ignore[import-untyped]
    from psycopg2 import sql

    server, _, name = address.rpartition("/")
    names = {"copy": sql.Identifier(f"{name}_published"), "name": sql.Identifier(name)}
    connection = psycopg2.connect(f"{server}/postgres")
    connection.autocommit = True
    drop = sql.SQL("DROP DATABASE IF EXISTS {copy} WITH (FORCE)").format(**names)
    with connection.cursor() as cursor:
        cursor.execute(drop)
        cursor.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {name}").format(**names))
        try:
            yield f"{address}_published"
        finally:
            cursor.execute(drop)
            connection.close()


@contextmanager
def _publisher(place: Place) -> Iterator["subprocess.Popen[str]"]:
    environment = place.environment(SITE_URL="http://127.0.0.1:8000", PYTHONPATH=str(ROOT))
    command = [sys.executable, "-m", "bench.measure.publisher"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        # It takes a second to begin, which is no part of what is measured.
        _tell(process, 0.1)
        _told(process)
        yield process


def _tell(process: "subprocess.Popen[str]", seconds: float) -> None:
    assert process.stdin  # noqa: S101
    process.stdin.write(f"{seconds}\n")
    process.stdin.flush()


def _told(process: "subprocess.Popen[str]") -> int:
    assert process.stdout  # noqa: S101
    return int(process.stdout.readline())


def _database(place: Place) -> dict[str, str]:
    return {"DATABASE_URL": place.database}
