"""R01: the site does not start on a database that would lose an acknowledged save."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings

from tracker import checks

pytestmark = pytest.mark.django_db

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's settings")


class Answering:
    """A connection to a server that answers as it is told."""

    vendor = "postgresql"

    def __init__(self, **values: str) -> None:
        self.values = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "server_encoding": "UTF8"}
        self.values |= values
        self.asked = ""

    def cursor(self) -> "Answering":
        return self

    def __enter__(self) -> "Answering":
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def execute(self, sql: str) -> None:
        self.asked = sql.removeprefix("SHOW ")

    def fetchone(self) -> tuple[str]:
        return (self.values[self.asked],)


def test_the_databases_as_they_are_set_up_have_no_fault() -> None:
    assert checks.check_databases() == []
    assert [fault for fault in run_checks(databases=["default"]) if fault.id == "tracker.E001"] == []


@on_sqlite
@pytest.mark.parametrize("pragma", ["synchronous", "foreign_keys", "busy_timeout"])
def test_a_weaker_pragma_is_a_fault(pragma: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a test's transaction a pragma can't be lowered, so one more than is set is asked for."""
    wanted = {name: value for name, value, _ in checks.WANTED_PRAGMAS}
    monkeypatch.setattr(checks, "WANTED_PRAGMAS", [(pragma, int(wanted[pragma]) + 1, "no reason")])
    faults = checks.check_databases(databases=["default"])
    assert len(faults) == 1
    assert pragma in faults[0].msg


@on_sqlite
def test_another_journal_than_wal_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "WANTED_PRAGMAS", [("journal_mode", "memory", "no reason")])
    assert "journal_mode is 'wal'" in checks.sqlite_faults(connection)[0]


@on_sqlite
def test_a_deferred_transaction_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["default"], "transaction_mode", None)
    assert "transaction_mode" in checks.sqlite_faults(connection)[0]


@pytest.mark.parametrize(
    ("setting", "value", "faults"),
    [
        ("fsync", "on", 0),
        ("synchronous_commit", "remote_write", 0),
        ("fsync", "off", 1),
        ("full_page_writes", "off", 1),
        ("synchronous_commit", "off", 1),
        ("synchronous_commit", "local", 1),
        ("server_encoding", "SQL_ASCII", 1),
    ],
)
def test_a_postgresql_that_may_lose_a_save_is_a_fault(setting: str, value: str, faults: int) -> None:
    server: Any = Answering(**{setting: value})
    found = checks.postgres_faults(server)
    assert len(found) == faults
    assert all(setting.split("_")[-1] in fault or setting in fault for fault in found)


def test_a_database_that_is_away_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: BaseDatabaseWrapper) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(type(connections["default"]), "ensure_connection", refuse)
    assert checks.check_databases() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replicas")
def test_a_replica_is_known_by_what_its_server_has_in_common_with_the_primary() -> None:
    with override_settings(REPLICAS=("default",)):
        assert checks.check_replicas(databases=["default"]) == []
    copied = checks._copied_from("default")
    assert copied is not None
    assert copied[1] == connection.settings_dict["NAME"]


def test_a_replica_of_something_else_is_a_fault_and_one_that_is_away_is_not_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    servers = {"default": (7, "record"), "replica-1": (7, "record"), "replica-2": (8, "record"), "replica-3": None}
    monkeypatch.setattr(checks, "_copied_from", servers.get)
    with override_settings(REPLICAS=("replica-1", "replica-2", "replica-3")):
        assert [fault.obj for fault in checks.check_replicas(databases=["default"])] == ["replica-2"]
        assert checks.check_replicas() == []
        servers["default"] = None
        assert checks.check_replicas(databases=["default"]) == []


def test_a_server_that_is_away_has_nothing_in_common() -> None:
    def fail(*arguments: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(fail):
        assert checks._copied_from("default") is None
