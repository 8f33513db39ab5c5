"""Where worlds stand: a folder and a database for each size, made where they are missing."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure.processes import ROOT

WORLDS = ROOT / "var" / "bench"
SECRET_KEY = "only-a-benchmark-on-loopback-is-signed-with-this-key-of-its-own"  # noqa: S105


@dataclass(frozen=True)
class Place:
    """One world, in one database."""

    size: int
    folder: Path
    database: str
    """The address of its PostgreSQL database; blank: the SQLite file in the folder."""
    naive_database: str

    @property
    def vendor(self) -> str:
        """What kind of database it is."""
        return "PostgreSQL" if self.database else "SQLite"

    @property
    def facts(self) -> dict[str, Any]:
        """What was told when it was made."""
        told: dict[str, Any] = json.loads((self.folder / "world.json").read_text())
        return told

    def environment(self, **more: str) -> dict[str, str]:
        """Return what the product's programs take from the environment."""
        return {
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database,
            "SECRET_KEY": SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "tracker.settings.production",
            **more,
        }


def prepared(size: int, postgresql: str) -> Place:
    """Return the place of a world of that size, whose world, peers' rows and static files stand."""
    place = _place(size, postgresql)
    if not (place.folder / "world.json").exists():
        if postgresql:
            _make_databases(postgresql, place)
        options = ["--data-dir", str(place.folder), *(["--database", place.database] if place.database else [])]
        run(["-m", "bench.world", str(size), *options], {})
    if not (place.folder / "peers").exists():
        names = {"NAIVE_DATABASE": place.naive_database, "RECORD_DATABASE": _record(place)}
        run(["-m", "bench.naive"], names)
        (place.folder / "peers").touch()
    # What has been changed since the world was made is brought up to date as an upgrade would.
    run(["manage.py", "migrate", "--verbosity=0"], place.environment())
    run(["manage.py", "collectstatic", "--noinput", "--verbosity=0"], place.environment())
    return place


def run(command: list[str], environment: Mapping[str, str]) -> str:
    """Run one of our own programs and return what it printed. Raises CalledProcessError where it failed."""
    given = {"PATH": os.environ["PATH"], **environment}
    done = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, *command], cwd=ROOT, env=given, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def _place(size: int, postgresql: str) -> Place:
    if not postgresql:
        folder = WORLDS / f"{size}"
        return Place(size, folder, "", f"sqlite:///{folder}/naive.sqlite3")
    server = postgresql.rpartition("/")[0]
    name = f"answers_bench_{size}"
    return Place(size, WORLDS / f"{size}-postgresql", f"{server}/{name}", f"{server}/{name}_naive")


def _record(place: Place) -> str:
    return place.database or f"sqlite:///{place.folder}/record.sqlite3"


def _make_databases(postgresql: str, place: Place) -> None:
    """Make both databases anew, in the order of bytes that the product asks for."""
    import psycopg2  # type: ignore[import-untyped]
    from psycopg2 import sql

    connection = psycopg2.connect(postgresql)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for address in (place.database, place.naive_database):
            name = sql.Identifier(address.rpartition("/")[2])
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
            cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))
    connection.close()
