"""A database that keeps an asker waiting for too long is 503, says what was not done, and nothing is half-done.

The lock is real: another connection holds it, in both databases. Only the time that is waited for it is cut short.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import Error, OperationalError, connection, transaction
from django.db.models.signals import post_save
from django.test import Client

from companies.models import Company
from companies.record.ledger.revision import Revision
from tests import cast
from tests.desk.screen import act, changed, form_of, opened, publish_at_desk, row_address
from tracker.database_faults import (
    AWAY,
    BUSY,
    FULL,
    READ_ONLY,
    RETRY_AFTER_SECONDS,
    DatabaseFault,
    fault_of,
    is_busy,
)

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held(table: str) -> Iterator[None]:
    """Another connection holds the table (on SQLite: all writing), and ours gives up waiting for it at once."""
    with other_connection() as other, impatient("PRAGMA busy_timeout = 20", "SET lock_timeout = '20ms'"):
        if connection.vendor == "sqlite":
            other.execute("BEGIN IMMEDIATE")
        else:
            other.execute("BEGIN")
            other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield


@contextmanager
def impatient(on_sqlite: str, on_postgres: str) -> Iterator[None]:
    """Our own connection waits less long, and is a new one afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(on_sqlite if connection.vendor == "sqlite" else on_postgres)
    try:
        yield
    finally:
        connection.close()


@contextmanager
def other_connection() -> Iterator[Any]:
    """A connection to the same database that Django's requests know nothing of."""
    made: Any = connection.copy()
    try:
        with made.cursor() as cursor:
            yield cursor
    finally:
        made.close()


@pytest.fixture
def ada() -> Client:
    """An editor whose client answers as a server does."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor("ada"))
    return client


def test_an_editor_is_told_that_nothing_was_saved_and_how_to_send_it_again(ada: Client) -> None:
    company = cast.company()
    form = changed(opened(ada, row_address(company)), summary="It makes rockets.")
    with held("companies_company"):
        answer = ada.post(row_address(company), form)
    assert answer.status_code == 503
    assert answer["Retry-After"] == str(RETRY_AFTER_SECONDS)
    assert "Nothing was saved: the database is busy" in answer.content.decode()
    assert "send it again" in answer.content.decode()
    assert Company.objects.get().summary == "It makes anvils."
    assert not LogEntry.objects.exists()
    assert ada.post(row_address(company), form).status_code == 302
    assert Company.objects.get().summary == "It makes rockets."


def test_publishing_that_waits_too_long_writes_nothing(ada: Client) -> None:
    company = cast.company()
    with held("companies_revision"):
        answer = ada.get(f"/admin/publish/?row=company/{company.slug}")
    assert answer.status_code == 503
    assert "The database is busy" in answer.content.decode()
    assert "Nothing was saved" not in answer.content.decode()
    publish_at_desk(ada, company)
    assert act(ada, "retract", [company], note="On purpose.").status_code == 302


def test_a_save_that_is_done_is_told_as_done_though_the_session_can_not_be_saved(ada: Client) -> None:
    company = cast.company()
    form = changed(opened(ada, row_address(company)), summary="It makes rockets.")
    lock = held("django_session")

    def hold_after_commit(**_: Any) -> None:
        transaction.on_commit(lambda: lock.__enter__())

    post_save.connect(hold_after_commit, sender=Company)
    try:
        answer = ada.post(row_address(company), form)
    finally:
        post_save.disconnect(hold_after_commit, sender=Company)
        lock.__exit__(None, None, None)
    assert answer.status_code == 302
    assert Company.objects.get().summary == "It makes rockets."


@pytest.mark.parametrize(
    ("path", "kind"), [("/companies/", "text/html"), ("/api/v1/companies/", "application/problem+json")]
)
def test_a_reader_is_told_to_come_back(path: str, kind: str, tmp_path: Path) -> None:
    cast.company()
    cast.publish_everything()
    client = Client(raise_request_exception=False)
    with unreadable("companies_entry", tmp_path):
        answer = client.get(path)
    assert answer.status_code == 503
    assert answer["Retry-After"] == str(RETRY_AFTER_SECONDS)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"].split(";")[0] == kind
    if kind == "application/problem+json":
        assert json.loads(answer.content)["type"] == "http://testserver/api/problems/busy/"
    assert client.get(path).status_code == 200


@contextmanager
def unreadable(table: str, folder: Path) -> Iterator[None]:
    """Nobody else can even read: PostgreSQL's table is held, or the whole file that SQLite is asked to open.

    In WAL mode SQLite's readers wait for nobody, but they do where a process has the file for itself.
    """
    if connection.vendor == "postgresql":
        with held(table):
            yield
        return
    connection.close()
    settings = connection.settings_dict
    name, waits = settings["NAME"], settings["OPTIONS"]["timeout"]
    with closing(sqlite3.connect(folder / "held.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        settings["NAME"], settings["OPTIONS"]["timeout"] = folder / "held.sqlite3", 0.02
        try:
            yield
        finally:
            settings["NAME"], settings["OPTIONS"]["timeout"] = name, waits
            connection.close()


def test_a_statement_that_runs_too_long_is_busy_too() -> None:
    if connection.vendor == "sqlite":
        # SQLite has no limit for a statement.
        assert not is_busy(OperationalError("interrupted"))
        return
    limit = impatient("", "SET statement_timeout = '20ms'")
    with limit, connection.cursor() as cursor, pytest.raises(OperationalError) as caught:
        cursor.execute("SELECT pg_sleep(5)")
    assert is_busy(caught.value)


@pytest.mark.parametrize("error", [None, ValueError(), OperationalError("no such table: head")])
def test_other_faults_are_not_busy(error: BaseException | None) -> None:
    assert not is_busy(error)


def test_a_missing_table_is_a_fault_of_ours() -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="no_such_table") as caught:
        cursor.execute("SELECT * FROM no_such_table")
    assert not is_busy(caught.value)


class Refused(Exception):
    """What PostgreSQL's driver says, with a code."""

    def __init__(self, pgcode: str | None) -> None:
        super().__init__(pgcode)
        self.pgcode = pgcode


class InterfaceError(Refused):
    """What it says where the connection is gone."""


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Refused("53100"), FULL),
        (Refused("25006"), READ_ONLY),
        (Refused("57P01"), AWAY),
        (Refused("57P03"), AWAY),
        (Refused("08006"), AWAY),
        (Refused("53300"), BUSY),
        (Refused("55P03"), BUSY),
        (InterfaceError(None), AWAY),
        (Refused(None), None),
        (Refused("42P01"), None),
        (ValueError(), None),
    ],
)
def test_what_postgresql_says_is_judged_by_its_code(said: Exception, fault: DatabaseFault | None) -> None:
    error = Error()
    error.__cause__ = said
    assert fault_of(error) is fault


@contextmanager
def full() -> Iterator[None]:
    """The database can't grow by a page: SQLite's own limit, or PostgreSQL's answer for a disk without room."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")  # pages that other tests left free would take what is saved
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
            yield
            cursor.execute("PRAGMA max_page_count = 1000000000")
        return
    with _refusing("53100"):
        yield


@contextmanager
def read_only() -> Iterator[None]:
    """The database takes no writes."""
    on, off = ("PRAGMA query_only = 1", "PRAGMA query_only = 0")
    if connection.vendor == "postgresql":
        on, off = ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
    with connection.cursor() as cursor:
        cursor.execute(on)
        yield
        cursor.execute(off)


@contextmanager
def _refusing(code: str) -> Iterator[None]:
    """Every new company is refused with a code of PostgreSQL's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '{code}'; END $$;"
            "CREATE TRIGGER refuse BEFORE UPDATE OR INSERT ON companies_company FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
        yield
        cursor.execute("DROP FUNCTION refuse CASCADE")


@pytest.mark.parametrize(
    ("broken", "says"),
    [(full, "the disk is full"), (read_only, "the record can only be read at the moment")],
    ids=["full", "read only"],
)
def test_a_database_that_can_not_be_written_saves_nothing_says_so_and_goes_on_reading(
    ada: Client, broken: Any, says: str
) -> None:
    company = cast.company()
    publish_at_desk(ada, company)
    Company.objects.update(summary="It makes rockets.")
    form = changed(opened(ada, row_address(company)), summary="It makes balloons.", private_note="x" * 400_000)
    with broken():
        saved = ada.post(row_address(company), form)
        read = [ada.get(path).status_code for path in ("/", "/companies/acme/", "/api/v1/companies/", "/admin/")]
    assert saved.status_code == 503
    assert f"Nothing was saved: {says}" in saved.content.decode()
    assert read == [200, 200, 200, 200]
    assert Company.objects.get().summary == "It makes rockets."
    assert ada.post(row_address(company), form).status_code == 302


def test_nobody_logs_in_nor_publishes_where_nothing_can_be_written(ada: Client) -> None:
    company = cast.company()
    user = cast.editor("eve")
    user.set_password("a long enough password")
    user.save()
    eve = Client(raise_request_exception=False)
    log_in = form_of(eve.get("/admin/login/"), "password")
    shown = form_of(ada.get(f"/admin/publish/?row=company/{company.slug}"), "shown")
    with read_only():
        answers = [
            eve.post("/admin/login/", changed(log_in, username="eve", password="a long enough password")),
            ada.post("/admin/publish/", shown),
        ]
    for answer in answers:
        assert answer.status_code == 503
        assert "Nothing was saved: the record can only be read at the moment" in answer.content.decode()
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/companies/", "text/html"),
        ("/admin/login/", "text/html"),
        ("/api/v1/companies/", "application/problem+json"),
    ],
)
def test_a_database_that_is_away_is_told_as_such(path: str, kind: str) -> None:
    settings = connection.settings_dict
    kept = {name: settings[name] for name in ("NAME", "PORT")}
    connection.close()
    settings |= {"NAME": "/nowhere/record.sqlite3"} if connection.vendor == "sqlite" else {"PORT": "1"}
    try:
        answer = Client(raise_request_exception=False).get(path)
    finally:
        settings |= kept
    assert answer["Content-Type"].split(";")[0] == kind
    if path == "/admin/login/":
        assert answer.status_code == 200  # the form itself asks nothing of the database
        return
    assert answer.status_code == 503
    assert "can’t be reached" in answer.content.decode()
