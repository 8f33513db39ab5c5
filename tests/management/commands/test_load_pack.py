"""`load_pack` tells what differs, what is left, what is public; and refuses in one answer."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.desk.pack import loading as pack_loading
from companies.desk.pack.format import key_of
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Company, Stance
from companies.models.rows import row_of
from companies.record.publishing.publish import retract
from companies.record.publishing.states import state_of
from tests.desk.pack.made_up import FIRST, SECOND, change, copied, edit, everything, mutate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def bay(tmp_path: Path) -> Path:
    """A pack that a test may write in."""
    return copied("bay", tmp_path)


def test_the_command_counts_the_faults_and_says_that_nothing_was_written(tmp_path: Path) -> None:
    pack = copied("bay", tmp_path)
    mutate(pack, {"file": "companies", "line": 1, "set": {"wikidata": "P1"}})
    with pytest.raises(CommandError, match=r"is no Q number\n1 fault; nothing was written\.$"):
        call_command("load_pack", str(pack))
    assert not Company.objects.exists()


def test_a_second_run_writes_nothing(bay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load([bay], LoadOptions(publish=True))
    before = everything()
    with CaptureQueriesContext(connection) as queries:
        call_command("load_pack", str(bay), "--publish")
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if "companies_floor" not in sql] == []
    assert everything() == before
    assert capsys.readouterr().out == (
        "Same: 2 jurisdictions, 4 sources, 2 companies, 1 law, 2 stances, 2 figures, 2 checks\nNothing to change.\n"
    )


@pytest.mark.parametrize("options", [["--publish"], []])
def test_a_dry_run_shows_what_would_happen_and_writes_nothing(
    bay: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything()
    call_command("load_pack", str(bay), "--dry-run", *options)
    assert everything() == before
    told = capsys.readouterr().out
    assert "New: 2 jurisdictions, 4 sources, 2 companies, 1 law, 2 stances, 2 figures, 2 checks" in told
    assert "15 rows would be written at the desk." in told
    assert ("15 revisions would be published: 1 to 15." in told) == bool(options)
    assert told.endswith("A dry run: nothing was written.\n")


def test_without_publishing_the_command_says_that_none_of_it_is_public(
    bay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_pack", str(bay), verbosity=2)
    told = capsys.readouterr().out
    assert f"  stance {FIRST}\n" in told
    assert told.endswith("15 rows written at the desk.\nNone of it is public: --publish publishes it.\n")


def test_a_changed_line_changes_its_row_and_is_shown_by_field(bay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load([bay], LoadOptions())
    changed = change(
        bay, "companies", 1, home=None, summary="Maker of lamps.", names=[{"name": "Wick", "kind": "legal"}]
    )
    call_command("load_pack", str(bay))
    told = capsys.readouterr().out
    assert "Changed: 1 company\n  company lantern\n" in told
    assert '    summary: "Maker of messengers." → "Maker of lamps."\n' in told
    assert '    home: "arcadia" → (left out)\n' in told
    assert row_of(Company.objects.get(slug="lantern")) == changed
    assert load([bay], LoadOptions()).difference.writes == 0


def test_a_row_edited_at_the_desk_since_is_listed_and_left(bay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load([bay], LoadOptions(publish=True))
    edit(Company, "lantern", summary="An editor knows better.")
    change(bay, "companies", 1, summary="Maker of lamps.")
    before = everything()
    call_command("load_pack", str(bay), "--publish")
    told = capsys.readouterr().out
    assert "Edited at the desk since, left as they are: 1 company\n  company lantern\n" in told
    assert '    summary: "An editor knows better." → "Maker of lamps."\n' in told
    assert "Nothing to change.\n" in told
    assert everything() == before


def test_a_retracted_row_is_not_published_again(bay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load([bay], LoadOptions(publish=True))
    retract([("stance", SECOND)], note="It was another company.")
    call_command("load_pack", str(bay), "--publish")
    told = capsys.readouterr().out
    assert f"Retracted, not published again: stance {SECOND}\nNothing to change.\n" in told
    assert state_of(Stance.objects.get(slug=SECOND)) == "retracted"


def test_what_the_record_refuses_is_told_and_nothing_is_written(bay: Path) -> None:
    change(bay, "stances", 2, announced_on="2031", citations=[{"source": "herald-2020-07-07", "relation": "supports"}])
    change(bay, "sources", 2, published_on=None)
    before = everything()
    with pytest.raises(CommandError, match=f"stance {SECOND}: it is announced in the future: 2031\n1 fault; nothing"):
        call_command("load_pack", str(bay), "--publish")
    assert everything() == before


def test_a_changed_line_of_a_retracted_row_stays_at_the_desk(bay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load([bay], LoadOptions(publish=True))
    retract([("stance", SECOND)], note="It was another company.")
    change(bay, "stances", 2, summary="Another reading.")
    call_command("load_pack", str(bay), "--publish")
    assert capsys.readouterr().out.endswith("1 row written at the desk.\n")
    assert Stance.objects.get(slug=SECOND).summary == "Another reading."


def test_the_database_refusing_a_row_is_told_in_one_line(bay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_loading, "check_line", _key_only)
    monkeypatch.setattr(pack_loading, "check_rules", lambda line, known: [])
    change(bay, "companies", 1, kind="cloud")
    with pytest.raises(CommandError, match=r"^The database refused: .* Nothing was written; run it again\.$"):
        call_command("load_pack", str(bay))
    assert not Company.objects.exists()


def _key_only(line: Any) -> list[Any]:
    line.key = key_of(line.kind, line.row)
    return []
