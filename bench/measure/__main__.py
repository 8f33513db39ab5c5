"""Compare the product with what a user would pick instead, and write down what came of it: see ``bench/README.md``."""

import argparse
import json
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bench.measure.comparing import DATASETTE, KEPT, NAIVE, OURS, Result, World, compare, opened, say
from bench.measure.places import WORLDS, prepared
from bench.measure.processes import ROOT, Servers
from bench.measure.publishing import MOST_ANSWERS, ROUTES, beside_publishing
from bench.measure.report import write_report

SIZES = (10_000, 100_000, 1_000_000)
_RESULTS = ROOT / "bench" / "results"


def main() -> None:
    """Do what the command line asks for."""
    given = _arguments()
    began = datetime.now(UTC)
    told: dict[str, Any] = {"began": began.isoformat(timespec="seconds"), "machine": _machine()}
    told |= {"worlds": {}, "costs": {}, "memory": {}, "publishing": [], "results": []}
    # One kind of database after the other: side by side they would only take each other's memory.
    for postgresql in ([""] if not given.only_postgresql else []) + ([given.postgresql] if given.postgresql else []):
        _measure(given, postgresql, told)
    folder = WORLDS if given.quick else _RESULTS
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{began:%Y-%m-%d}.json"
    file.write_text(_text(told))
    report = write_report(told, WORLDS if given.quick else ROOT / "docs", file)
    say(f"Written: {file} and {report}")


def _text(told: dict[str, Any]) -> str:
    """Return a run as JSON with a line for each measurement."""
    measured = ("publishing", "results")
    head = json.dumps({name: value for name, value in told.items() if name not in measured}, indent=1)
    parts = [head.removesuffix("}").rstrip()]
    for name in measured:
        lines = ",\n".join(json.dumps(result) for result in told[name])
        parts.append(f' "{name}": [\n{lines}\n]')
    return ",\n".join(parts) + "}\n"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, help="answers in each world: 10000 100000 1000000")
    parser.add_argument(
        "--postgresql", default="", help="a server where databases may be made: postgres://user@host/name"
    )
    parser.add_argument("--only-postgresql", action="store_true", help="leave SQLite out")
    parser.add_argument("--routes", nargs="+", default=[], help="names of routes; all where there are none")
    parser.add_argument("--seconds", type=float, default=0.6, help="how long each server is asked in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one short round, written into var/bench and nowhere else")
    given = parser.parse_args()
    if given.only_postgresql and not given.postgresql:
        parser.error("--only-postgresql needs --postgresql")
    if given.quick:
        given.seconds, given.rounds = 0.2, 1
    return given


def _measure(given: argparse.Namespace, postgresql: str, told: dict[str, Any]) -> None:
    """Measure all sizes on one kind of database, and add what is found to ``told``."""
    places = [prepared(size, postgresql) for size in given.sizes]
    with Servers(WORLDS / "logs") as servers, tempfile.TemporaryDirectory() as folder:
        worlds = [opened(place, servers, given.routes) for place in places]
        for world in worlds:
            told["worlds"][_name(world)] = world.place.facts
            told["costs"][_name(world)] = world.costs
        results: list[Result] = told["results"]
        with tqdm(unit=" measurements", disable=None) as progress:
            for result in compare(worlds, servers, Path(folder), given.seconds, given.rounds):
                results.append(result)
                progress.update()
                progress.set_postfix_str(result["route"])
        for world in worlds:
            told["memory"][_name(world)] = {
                name: round(asker.server.peak_megabytes(), 1)
                for name, asker in world.askers.items()
                if name in (OURS, KEPT, NAIVE, DATASETTE)
            }
    for place in places:
        if place.size <= MOST_ANSWERS:
            with tempfile.TemporaryDirectory(dir=WORLDS) as folder:
                found = beside_publishing(place, Path(folder), given.seconds, given.rounds, given.routes or ROUTES)
                told["publishing"] += found


def _name(world: World) -> str:
    return f"{world.place.vendor} {world.place.size}"


def _machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    import django

    return {"cores": os.cpu_count(), "python": platform.python_version(), "django": django.get_version()}


if __name__ == "__main__":
    main()
