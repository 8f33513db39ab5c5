"""Make a world: ``.venv/bin/python -m bench.world 100000 --data-dir var/bench/100000``."""

import argparse
import json
import os
from pathlib import Path


def main() -> None:
    """Make the world that the command line asks for, and write beside it what must be known to measure it."""
    parser = argparse.ArgumentParser(prog="bench.world", description=__doc__)
    parser.add_argument("statements", type=int, help="how many answers: 100 to 1,000,000")
    parser.add_argument("--data-dir", type=Path, required=True, help="folder for the SQLite file and world.json")
    parser.add_argument("--database", default="", help="a PostgreSQL address, to make the world there instead")
    parser.add_argument("--hostile", action="store_true", help="with what makes reading hard: see bench/README.md")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    given.data_dir.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DATA_DIR=str(given.data_dir.absolute()),
        DATABASE_URL=given.database,
        DJANGO_SETTINGS_MODULE="tracker.settings.development",
    )

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.world.making import make_world
    from bench.world.shape import shape_of

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -400000")
        else:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
    shape = shape_of(given.statements, hostile=given.hostile, seed=given.seed)
    facts = make_world(shape, processes=max(1, given.processes))
    (given.data_dir / "world.json").write_text(json.dumps(facts, indent=1) + "\n")


main()
