"""Where backups are kept and restored in these tests, and on which database a test is run."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from tests.tracker.test_starting import start

ON_SQLITE = connection.vendor == "sqlite"
on_sqlite = pytest.mark.skipif(not ON_SQLITE, reason="SQLite's files")
on_postgres = pytest.mark.skipif(ON_SQLITE, reason="PostgreSQL's programs")
on_real_database = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (ON_SQLITE or shutil.which("pg_dump")), reason="pg_dump is not installed"),
]


def restore(place: dict[str, str], file: Path) -> "subprocess.CompletedProcess[str]":
    """Restore as an operator does."""
    return start(file.parent, "restore", str(file), **place)


def left_in(folder: Path) -> list[str]:
    """Return the names in a folder, none where there is no folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def tables_at(url: str) -> int:
    """Return how many tables, indexes, sequences and functions of its own a PostgreSQL database has."""
    tables = "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'S', 'i') AND relnamespace = 'public'::regnamespace"
    functions = "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    done = subprocess.run(
        ["psql", url, "-At", "-c", f"SELECT ({tables}) + ({functions})"], capture_output=True, text=True, check=True
    )
    return int(done.stdout)
