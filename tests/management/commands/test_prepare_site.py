"""What a site needs before it serves is done once, and in one line where it can't be done."""

import json
import socket
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.checks import Error
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections
from pytest_django import Settings

from companies.management.commands import prepare_site
from companies.models import Jurisdiction
from companies.record.ledger.revision import Head, Revision
from companies.record.publishing.stored_states import forget_states

pytestmark = pytest.mark.django_db

KINDS = ("checks", "companies", "figures", "jurisdictions", "laws", "sources", "stances")


@pytest.fixture(autouse=True)
def site(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of its own: a free port, a folder for static files, and a pack of one made-up place."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.PORT = str(probe.getsockname()[1])
    settings.STATIC_ROOT = str(tmp_path / "static")
    pack = tmp_path / "pack"
    pack.mkdir()
    for kind in KINDS:
        (pack / f"{kind}.jsonl").write_text("")
    place = {"slug": "ruritania", "name": "Ruritania", "kind": "country"}
    (pack / "jurisdictions.jsonl").write_text(json.dumps(place) + "\n")
    monkeypatch.setattr(prepare_site, "PACKS", (str(pack),))
    return tmp_path


def _prepared() -> str:
    out = StringIO()
    call_command("prepare_site", stdout=out)
    return out.getvalue()


def test_the_first_time_it_loads_the_packs_collects_and_makes_an_editor(site: Path) -> None:
    said = _prepared()
    assert [revision.key for revision in Revision.objects.all()] == ["ruritania"]
    assert (site / "static" / "admin" / "css" / "base.css").is_file()
    assert User.objects.get().username == "editor"
    assert "Password:" in said


@pytest.mark.parametrize("starts_before", [0, 1])
def test_the_database_then_knows_its_tables(starts_before: int) -> None:
    for _ in range(starts_before):
        _prepared()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS sqlite_stat1" if connection.vendor == "sqlite" else "SELECT 1")
    _prepared()
    with connection.cursor() as cursor:
        catalogue = {"sqlite": "sqlite_stat1 WHERE tbl", "postgresql": "pg_stats WHERE tablename"}[connection.vendor]
        cursor.execute(f"SELECT COUNT(*) FROM {catalogue} = 'companies_entry'")  # noqa: S608
        assert cursor.fetchone()[0] > 0


def test_the_second_time_it_does_nothing_and_says_nothing() -> None:
    _prepared()
    head = Head.objects.get().ledger
    assert _prepared() == ""
    assert Head.objects.get().ledger == head
    assert User.objects.count() == 1


def test_rows_that_were_never_compared_are_compared_with_the_record() -> None:
    _prepared()
    forget_states()
    assert _prepared() == "Comparing 1 rows of the desk with the record …\n"
    assert Jurisdiction.objects.get().desk_state == "published"


def test_static_files_are_collected_anew_when_one_changes(site: Path, settings: Settings) -> None:
    _prepared()
    source = site / "source"
    source.mkdir()
    (source / "new.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    assert _prepared() == "Collecting static files …\n"
    assert (site / "static" / "new.css").is_file()


def test_a_site_with_an_account_gets_no_other() -> None:
    User.objects.create_user("ruth")
    assert "Password:" not in _prepared()


def test_a_database_that_lacks_migrations_is_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare_site, "migrations_are_due", lambda: True)
    assert "Migrating the database" in _prepared()


def test_a_fault_that_a_check_finds_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare_site, "run_checks", lambda **given: [Error("synchronous is 1", id="tracker.E001")])
    with pytest.raises(CommandError, match="synchronous is 1"):
        _prepared()


def test_a_database_that_can_not_be_opened_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise OperationalError("no such server\nmore words")

    monkeypatch.setattr(type(connections["default"]), "ensure_connection", refuse)
    with pytest.raises(CommandError, match=r"^The database can't be opened: no such server$"):
        _prepared()


def test_a_port_that_is_taken_is_told_in_one_line(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.PORT = str(other.getsockname()[1])
        with pytest.raises(CommandError, match="is taken"):
            _prepared()


def test_a_port_that_is_no_number_is_told_in_one_line(settings: Settings) -> None:
    settings.PORT = "eighty"
    with pytest.raises(CommandError, match="must be a number"):
        _prepared()
