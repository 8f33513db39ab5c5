"""The servers of each world, asked all routes in turn."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure.asking import Answer, Asker, Headers
from bench.measure.places import Place, run
from bench.measure.processes import ROOT, Servers
from bench.told import keys, number

OURS, KEPT, NAIVE, DATASETTE, BARE = "first reads", "kept answers", "naive peer", "Datasette", "bare WSGI"
SERVERS = (OURS, KEPT, NAIVE, DATASETTE, BARE)
_DATASETTE_VERSION = "0.65.5"
_DATASETTE = ROOT / ".venv-bench" / "bin" / "datasette"
_LEFT_OUT = ("connection", "transfer-encoding", "date")
_GUNICORN = [sys.executable, "-m", "gunicorn", "--config"]

Result = dict[str, Any]


@dataclass
class World:
    """A world with its servers, and what is asked of it."""

    place: Place
    routes: list[dict[str, Any]]
    costs: dict[str, dict[str, float]]
    askers: dict[str, Asker]


def opened(place: Place, servers: Servers, only: Sequence[str]) -> World:
    """Start all servers of a world but the bare one, and look at its routes from inside."""
    told = json.loads(run(["-m", "bench.measure.inside", str(place.folder), "--only", *only], _inside(place)))
    started = {}
    for name, kept in ((OURS, "0"), (KEPT, "")):
        environment = place.environment(PORT="{port}", SITE_URL="http://127.0.0.1:{port}", KEPT_ANSWERS_MB=kept)
        command = [*_GUNICORN, "tracker/serving.py", "tracker.wsgi"]
        started[name] = servers.start(_log(place, name), command, environment, ready="/robots.txt")
    peer = {"PORT": "{port}", "NAIVE_DATABASE": place.naive_database, "RECORD_DATABASE": place.naive_database}
    command = [*_GUNICORN, "bench/gunicorn_settings.py", "bench.naive.wsgi"]
    started[NAIVE] = servers.start(_log(place, NAIVE), command, peer, ready="/companies/company-00000/")
    if not place.database and has_datasette():
        command = [str(_DATASETTE), "serve", str(place.folder / "naive.sqlite3"), "--port", "{port}"]
        command += ["--setting", "sql_time_limit_ms", "60000", "--setting", "max_returned_rows", "1000"]
        started[DATASETTE] = servers.start(_log(place, DATASETTE), command, {}, ready="/-/versions.json")
    return World(place, told["routes"], told["costs"], {name: Asker(server) for name, server in started.items()})


def has_datasette() -> bool:
    """Return whether Datasette is in an environment of its own, which is made where it is missing."""
    if _DATASETTE.exists():
        return True
    folder = _DATASETTE.parent.parent
    wanted = f"datasette=={_DATASETTE_VERSION}"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - our own interpreter
        subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", wanted], check=True)  # noqa: S603
    except subprocess.CalledProcessError:
        say(f"{wanted} could not be installed in {folder.name}: it is left out of the comparison.")
        return False
    return True


def say(line: str) -> None:
    """Tell whoever runs the comparison how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def compare(worlds: list[World], servers: Servers, folder: Path, seconds: float, rounds: int) -> Iterator[Result]:
    """Yield what each server took for each route of each world: in each round all of them are asked in turn."""
    askable = {name: _askable(world) for name, world in enumerate(worlds)}
    for name, answers in askable.items():
        _start_bare(worlds[name], servers, folder / str(name), answers)
    names = list(dict.fromkeys(route["name"] for world in worlds for route in world.routes))
    for name in names:
        asked = [
            (world, server, *question)
            for place, world in enumerate(worlds)
            for server, question in _questions(world, askable[place], name)
        ]
        for turn in range(rounds):
            for world, server, path, headers, size in asked:
                cost = world.askers[server].measure(path, headers, seconds)
                yield {
                    "database": world.place.vendor,
                    "size": world.place.size,
                    "route": name,
                    "server": server,
                    "round": turn,
                    "requests": cost.requests,
                    "cpu_ms": round(cost.cpu, 4),
                    "p50_ms": round(cost.p50, 4),
                    "p99_ms": round(cost.p99, 4),
                    "bytes": size,
                }


def _questions(
    world: World, answers: dict[str, dict[str, tuple[str, Headers, Answer]]], name: str
) -> Iterator[tuple[str, tuple[str, Headers, int]]]:
    """Yield the servers that a route is asked of, with the address, the headers and the length of the answer."""
    for server, (path, headers, answer) in answers.get(name, {}).items():
        yield server, (path, headers, len(answer.body))
    if KEPT in answers.get(name, {}):
        place = list(answers).index(name)
        yield BARE, (f"/{place}", {}, len(answers[name][KEPT][2].body))


def _askable(world: World) -> dict[str, dict[str, tuple[str, Headers, Answer]]]:
    """Return by route and server what is asked, with its answer; those that fail are told and left out.

    Raises RuntimeError where servers answer otherwise than one another.
    """
    found: dict[str, dict[str, tuple[str, Headers, Answer]]] = {}
    for route in world.routes:
        paths = {OURS: route["ours"], KEPT: route["ours"], NAIVE: route["naive"], DATASETTE: route["datasette"]}
        mine = found.setdefault(route["name"], {})
        for server, path in paths.items():
            if not path or server not in world.askers:
                continue
            asker = world.askers[server]
            headers = {"Accept-Encoding": "gzip"} if route["gzip"] else {}
            answer = asker.ask(path, headers)
            if route["conditional"]:
                headers = {"If-None-Match": answer.header("ETag")}
                answer = asker.ask(path, headers)
            if answer.status != (304 if route["conditional"] else 200):
                say(f"{world.place.vendor} {world.place.size:,}: {server} answers {path} with {answer.status}")
                continue
            if server != KEPT or route["kept"]:
                mine[server] = (path, headers, answer)
        _refuse_difference(world, route, {server: answer for server, (_, _, answer) in mine.items()})
    return found


def _refuse_difference(world: World, route: dict[str, Any], answers: dict[str, Answer]) -> None:
    """Raise RuntimeError unless all servers tell the same rows in the same order, and the same number."""
    if not route["ours"].startswith("/api/") or route["conditional"] or route["gzip"]:
        return
    bodies = {server: json.loads(answer.body) for server, answer in answers.items()}
    rows = {server: keys(body, changes=route["changes"]) for server, body in bodies.items()}
    counts = {server: number(body) for server, body in bodies.items()} if route["counts"] else {}
    for what, told in (("rows", rows), ("numbers", counts)):
        if differing := [server for server in told if told[server] != told[OURS]]:
            name = f"{world.place.vendor} {world.place.size:,}, {route['name']}"
            raise RuntimeError(f"{name}: {', '.join(differing)} tells other {what} than we do.")


def _start_bare(
    world: World, servers: Servers, folder: Path, answers: dict[str, dict[str, tuple[str, Headers, Answer]]]
) -> None:
    """Start the server that gives the bytes of our kept answers, and of nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    index = {}
    for place, mine in enumerate(answers.values()):
        if KEPT in mine:
            answer = mine[KEPT][2]
            (folder / str(place)).write_bytes(answer.body)
            headers = [(name, value) for name, value in answer.headers if name.lower() not in _LEFT_OUT]
            status = "304 Not Modified" if answer.status == 304 else "200 OK"
            index[f"/{place}"] = (status, headers, str(place))
    (folder / "answers.json").write_text(json.dumps(index))
    environment = {"PORT": "{port}", "BARE_ANSWERS": str(folder)}
    command = [*_GUNICORN, "bench/gunicorn_settings.py", "bench.bare"]
    started = servers.start(_log(world.place, BARE), command, environment, ready=next(iter(index), "/0"))
    world.askers[BARE] = Asker(started)


def _inside(place: Place) -> dict[str, str]:
    return {"DATABASE_URL": place.database}


def _log(place: Place, name: str) -> str:
    return f"{place.vendor} {place.size} {name}"
