"""What each route asks of the database, seen from inside one process: ``python -m bench.measure.inside DATA_DIR``.

Prints JSON: the routes of the world, and by route the queries, their milliseconds, and what the database did for them.
"""

import argparse
import json
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any


def costs(address: str) -> dict[str, float]:
    """Return queries and milliseconds of SQL of an address, and steps of SQLite's machine or rows of PostgreSQL's."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work = _rows_read if connection.vendor == "postgresql" else _steps
    _get(address)
    with CaptureQueriesContext(connection) as captured:
        _get(address)
    statements = [query["sql"] for query in captured.captured_queries]
    return {"queries": len(captured), "sql_ms": round(sum(map(_milliseconds, statements)), 3), **work(address)}


def _milliseconds(statement: str) -> float:
    """Return how long a query takes with the reading of its rows, in which a database does a part of its work."""
    from django.db import connection

    taken = []
    with connection.cursor() as cursor:
        for _ in range(3 if statement.startswith("SELECT") else 0):
            began = time.perf_counter()
            cursor.execute(statement)
            cursor.fetchall()
            taken.append(1000 * (time.perf_counter() - began))
    return min(taken, default=0.0)


def _get(address: str) -> None:
    from django.conf import settings
    from django.test import Client

    answer = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0]).get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} was answered with {answer.status_code}")


def _steps(address: str) -> dict[str, float]:
    """Return how many hundred instructions SQLite's machine took: the same at each run, on any machine."""
    from django.db import connection

    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    connection.connection.set_progress_handler(count, 100)
    try:
        _get(address)
    finally:
        connection.connection.set_progress_handler(None, 0)
    return {"steps_100": counted[0]}


def _rows_read(address: str) -> dict[str, float]:
    """Return how many rows PostgreSQL read from tables."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        _get(address)
        cursor.execute(
            "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM pg_stat_xact_user_tables"
        )
        return {"rows_read": int(cursor.fetchone()[0])}


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(prog="bench.measure.inside", description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="names of routes; all where there are none")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings.development")
    os.environ["DATA_DIR"] = str(given.data_dir.absolute())
    os.environ["KEPT_ANSWERS_MB"] = "0"

    import django

    django.setup()

    from bench.routes import routes

    facts: dict[str, Any] = json.loads((given.data_dir / "world.json").read_text())
    asked = [route for route in routes(facts) if not given.only or route.name in given.only]
    told = {route.name: costs(route.ours) for route in asked if not route.conditional and not route.gzip}
    described = [{**asdict(route), "kept": route.is_kept, "changes": route.is_changes} for route in asked]
    print(json.dumps({"routes": described, "costs": told}))  # noqa: T201


if __name__ == "__main__":
    main()
