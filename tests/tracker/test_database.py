"""R01: how DATABASE_URL becomes a database that keeps what it acknowledged."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from tracker.database import database_settings, replica_settings

FILE = Path("/data/record.sqlite3")


def _settings(url: str) -> dict[str, Any]:
    return database_settings(url, FILE, "test_record", Path("/tests"))


def test_without_an_address_it_is_the_sqlite_file_of_the_data_folder() -> None:
    assert _settings("")["ENGINE"] == "django.db.backends.sqlite3"
    assert _settings("")["NAME"] == str(FILE)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:////srv/data/a.sqlite3", "/srv/data/a.sqlite3"),
        ("sqlite:////srv/with%20blank/a.sqlite3", "/srv/with blank/a.sqlite3"),
        ("sqlite:///here/a.sqlite3", str(Path.cwd() / "here/a.sqlite3")),
    ],
)
def test_sqlite_takes_a_file(url: str, file: str) -> None:
    assert _settings(url)["NAME"] == file


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_takes_its_parts_unquoted(scheme: str) -> None:
    found = _settings(f"{scheme}://ruth:p%40ss@db.example:6432/record?sslmode=require")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ruth",
        "p@ss",
        "db.example",
        "6432",
        "record",
    ]
    assert found["OPTIONS"]["sslmode"] == "require"
    assert "statement_timeout" in found["OPTIONS"]["options"]


def test_postgresql_over_its_socket_needs_no_host() -> None:
    found = _settings("postgres:///record")
    assert (found["NAME"], found["HOST"], found["PORT"]) == ("record", "", "")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://secret@host/name", "begins with 'mysql'"),
        ("record.sqlite3", "begins with ''"),
        ("sqlite://secret/file", "three slashes"),
        ("sqlite:///", "three slashes"),
        ("sqlite:///:memory:", "three slashes"),
        ("postgres://ruth:secret@host", "names no database"),
        ("postgres://ruth:secret@host/a/b", "names no database"),
        ("postgres://ruth:secret@host:port/name", "can't be read"),
        ("postgres://ruth:secret@[host/name", "can't be read"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_without_repeating_it(url: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says) as raised:
        _settings(url)
    assert "secret" not in str(raised.value)


def test_the_tests_database_is_a_file_on_sqlite_and_made_from_template0_on_postgresql() -> None:
    assert _settings("")["TEST"]["NAME"] == "/tests/test_record.sqlite3"
    assert _settings("postgres:///record")["TEST"] == {
        "NAME": "test_record",
        "TEMPLATE": "template0",
        "CHARSET": "UTF8",
    }


def _pragmas() -> list[Any]:
    try:
        values = []
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA {pragma}")
                values.append(cursor.fetchone()[0])
        return values
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's settings")
def test_every_connection_to_sqlite_keeps_what_it_acknowledged() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = [job.result() for job in [pool.submit(_pragmas) for _ in range(8)]]
    assert found == [["wal", 2, 1, 10_000]] * 8


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's settings")
def test_the_tests_on_postgresql_sort_by_another_locale_than_the_record() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT daticulocale FROM pg_database WHERE datname = current_database()")
        assert cursor.fetchone() == ("en-u-ka-shifted",)
        cursor.execute("SELECT t FROM (VALUES ('a-c'), ('ab')) AS words(t) ORDER BY t")
        assert [row[0] for row in cursor.fetchall()] == ["ab", "a-c"]


POSTGRES = _settings("postgres:///record")


def test_replicas_are_read_alone_and_not_waited_for() -> None:
    urls = "postgres://ruth:p%2Css@one.example/record, postgres://two.example:6432/record?connect_timeout=9 ,"
    found = replica_settings(urls, POSTGRES)
    assert list(found) == ["replica-1", "replica-2"]
    assert [entry["HOST"] for entry in found.values()] == ["one.example", "two.example"]
    assert found["replica-1"]["PASSWORD"] == "p,ss"
    assert [entry["OPTIONS"]["connect_timeout"] for entry in found.values()] == ["2", "9"]
    for entry in found.values():
        assert entry["OPTIONS"]["options"].endswith("-c default_transaction_read_only=on")
        assert entry["OPTIONS"]["options"].startswith(POSTGRES["OPTIONS"]["options"])
        assert entry["TEST"] == {"MIRROR": "default"}
    assert replica_settings("", POSTGRES) == replica_settings(" , ", _settings("")) == {}


@pytest.mark.parametrize(
    ("urls", "says"),
    [
        ("postgres:///record,mysql://secret@host/name", "not PostgreSQL's"),
        ("sqlite:////secret/file", "not PostgreSQL's"),
        ("postgres://ruth:secret@host", "REPLICA_URLS for PostgreSQL names no database"),
        ("postgres://ruth:secret@host:port/name", "can't be read"),
        ("postgres:///record?secret=1", "REPLICA_URLS has an option"),
    ],
)
def test_a_replicas_address_that_makes_no_sense_is_refused(urls: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        replica_settings(urls, POSTGRES)


def test_sqlite_has_no_replicas() -> None:
    with pytest.raises(ImproperlyConfigured, match="SQLite has no replicas"):
        replica_settings("postgres:///record", _settings(""))
