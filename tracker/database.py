"""Turns DATABASE_URL and REPLICA_URLS into Django's DATABASES, with the settings that make a save durable (R01).

SQLite is the embedded default and PostgreSQL the production database. Nothing else is taken.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

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
REPLICA_CONNECT_SECONDS = 2
POSTGRES_ADDRESS = "postgres://user:password@host:port/name"
ALLOWED = f"sqlite:///path/to/file or {POSTGRES_ADDRESS}"
POSTGRES_PARAMETERS = (
    "application_name",
    "channel_binding",
    "connect_timeout",
    "gssencmode",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "passfile",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslpassword",
    "sslrootcert",
    "target_session_attrs",
    "tcp_user_timeout",
)
"""What may stand behind ``?`` of a PostgreSQL address; ``options`` is ours."""


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


def replica_settings(urls: str, primary: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return entries of DATABASES for the replicas of `primary`, by the aliases `replica-1`, `replica-2` …

    `urls`: their addresses with commas between them; a comma in a password is written %2C. Raises
    ImproperlyConfigured for an address that is not PostgreSQL's, and where the primary is none.
    """
    listed = [url.strip() for url in urls.split(",") if url.strip()]
    if listed and primary["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("REPLICA_URLS needs a DATABASE_URL of PostgreSQL: SQLite has no replicas.")
    return {f"replica-{number}": _replica(url) for number, url in enumerate(listed, 1)}


def _replica(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"An address of REPLICA_URLS can't be read; write {POSTGRES_ADDRESS}.") from error
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"An address of REPLICA_URLS is not PostgreSQL's; write {POSTGRES_ADDRESS}.")
    settings = _postgres(parts, port, "", "REPLICA_URLS")
    options = settings["OPTIONS"]
    # A replica that was promoted could be written: nothing of ours does. One that is gone is not waited for.
    options["options"] += " -c default_transaction_read_only=on"
    options.setdefault("connect_timeout", str(REPLICA_CONNECT_SECONDS))
    # The tests have no replicas of their own: there one is the same database.
    return settings | {"TEST": {"MIRROR": "default"}}


def _sqlite_file(parts: SplitResult) -> Path:
    """The file of `sqlite:///relative` or `sqlite:////absolute`."""
    path = unquote(parts.path).removeprefix("/")
    if parts.netloc or not path or path == ":memory:":
        raise ImproperlyConfigured("DATABASE_URL for SQLite needs three slashes and a file: sqlite:///path/to/file.")
    if parts.query or parts.fragment:
        raise ImproperlyConfigured("DATABASE_URL for SQLite takes no options: leave out what follows the file.")
    return Path(path).absolute()


def can_only_be_read(file: Path) -> bool:
    """Tell whether a record that is there can't be written: neither itself nor what SQLite keeps beside it."""
    return _holds_something(file) and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def is_only_read(settings: Mapping[str, Any]) -> bool:
    """Tell whether an entry of DATABASES was made for a file that could only be read when the program started."""
    return str(settings["NAME"]).startswith("file:")


def _holds_something(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size > 0
    except OSError:
        return False


def _sqlite(file: Path, test_file: Path) -> dict[str, Any]:
    name, pragmas = str(file), list(SQLITE_PRAGMAS)
    if can_only_be_read(file):
        # Without a log beside it nothing can change the file, and SQLite need not make the files that it can't make.
        settled = "" if _holds_something(Path(f"{file}-wal")) else "&immutable=1"
        name, pragmas = f"file:{quote(name)}?mode=ro{settled}", pragmas[1:]
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "init_command": "; ".join(pragmas),
            # A DEFERRED transaction that turns into a write fails at once with "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_TIMEOUT_SECONDS,
        },
        "TEST": {"NAME": str(test_file)},
    }


def _postgres(parts: SplitResult, port: int | None, test_name: str, setting: str = "DATABASE_URL") -> dict[str, Any]:
    name = unquote(parts.path).removeprefix("/")
    if not name or "/" in name:
        raise ImproperlyConfigured(f"{setting} for PostgreSQL names no database; write {POSTGRES_ADDRESS}.")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(options) - set(POSTGRES_PARAMETERS)):
        raise ImproperlyConfigured(
            f"{setting} has an option that is not known: {', '.join(unknown)}; "
            f"known are {', '.join(POSTGRES_PARAMETERS)}."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": POSTGRES_OPTIONS},
        "TEST": {"NAME": test_name, "TEMPLATE": "template0", "CHARSET": "UTF8"},
    }
