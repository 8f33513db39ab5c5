"""Turns DATABASE_URL into Django's DATABASES, with the settings that make a save durable (R01).

SQLite is the embedded default and PostgreSQL the production database. Nothing else is taken.
"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL with synchronous=FULL keeps an acknowledged commit through a power cut; the limit keeps the log small.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_size_limit=67108864",
)
SQLITE_TIMEOUT_SECONDS = 10
# No statement of ours takes half a minute, and a transaction that is left open would hold up publishing.
POSTGRES_OPTIONS = "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
ALLOWED = "sqlite:///path/to/file or postgres://user:password@host:port/name"


def database_settings(url: str, default_file: Path, test_name: str, test_folder: Path) -> dict[str, Any]:
    """Return one entry of DATABASES for `url`, or for the SQLite file `default_file` where it is empty.

    `test_name` names the database of the tests; on SQLite it becomes a file in `test_folder`, since a
    database in memory has no WAL and no second connection. Raises ImproperlyConfigured for an address that
    is neither SQLite's nor PostgreSQL's; the message never repeats the address, which may hold a password.
    """
    if not url:
        return _sqlite(default_file, test_folder / f"{test_name}.sqlite3")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL can't be read; write {ALLOWED}.") from error
    if parts.scheme == "sqlite":
        return _sqlite(_sqlite_file(parts), test_folder / f"{test_name}.sqlite3")
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(parts, port, test_name)
    raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}; write {ALLOWED}.")


def _sqlite_file(parts: SplitResult) -> Path:
    """The file of `sqlite:///relative` or `sqlite:////absolute`."""
    path = unquote(parts.path).removeprefix("/")
    if parts.netloc or not path or path == ":memory:":
        raise ImproperlyConfigured("DATABASE_URL for SQLite needs three slashes and a file: sqlite:///path/to/file.")
    return Path(path).absolute()


def _sqlite(file: Path, test_file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "init_command": "; ".join(SQLITE_PRAGMAS),
            # A DEFERRED transaction that turns into a write fails at once with "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_TIMEOUT_SECONDS,
        },
        "TEST": {"NAME": str(test_file)},
    }


def _postgres(parts: SplitResult, port: int | None, test_name: str) -> dict[str, Any]:
    name = unquote(parts.path).removeprefix("/")
    if not name or "/" in name:
        raise ImproperlyConfigured(f"DATABASE_URL for PostgreSQL names no database; write {ALLOWED}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**dict(parse_qsl(parts.query)), "options": POSTGRES_OPTIONS},
        "TEST": {"NAME": test_name, "TEMPLATE": "template0", "CHARSET": "UTF8"},
    }
