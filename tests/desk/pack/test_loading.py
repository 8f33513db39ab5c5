"""Loading: what differs, what is left, what is published, and that it is all or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from companies.desk.pack import loading as pack_loading
from companies.desk.pack.faults import PackError
from companies.desk.pack.format import digest, key_of
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Citation, Company, CompanyName, Law, LawEvent, Provision, Slug, Source, Stance
from companies.models.rows import MODELS, row_of
from companies.record.ledger.revision import Entry, Head, Reference, Revision
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.states import state_of
from tests.desk.pack.made_up import PACKS, change, copied, write_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

FIRST = "lantern-bay-data-act-user-data-2020-07-06"
SECOND = "lantern-bay-data-act-user-data-2020-10"


@pytest.fixture
def bay(tmp_path: Path) -> Path:
    """A pack that a test may write in."""
    return copied("bay", tmp_path)


def everything() -> list[Any]:
    """Every row of every table that loading writes."""
    tables: list[type[models.Model]] = [*MODELS.values(), Slug, Revision, Entry, Reference, Head]
    tables += [CompanyName, Provision, LawEvent, Citation]
    return [sorted(map(repr, table._base_manager.values())) for table in tables]


def test_a_load_writes_the_rows_as_the_files_say(bay: Path) -> None:
    loading = load([bay], LoadOptions())
    for line in loading.difference.new:
        row = {row.public_key: row for row in MODELS[line.kind]._default_manager.all()}[line.key]
        assert row_of(row) == line.row
        assert row.pack_digest == digest(line.row)
    assert not Revision.objects.exists()


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


def test_all_is_public_after_publishing_with_its_slugs_taken(bay: Path) -> None:
    loading = load([bay, PACKS / "isle"], LoadOptions(publish=True))
    assert len(loading.revisions) == 21
    assert {revision.cause for revision in loading.revisions} == {"new_evidence"}
    assert Slug.objects.count() == 17
    assert state_of(Stance.objects.get(slug=SECOND)) == "published"


def test_loaded_first_and_published_later_is_the_same(bay: Path) -> None:
    load([bay], LoadOptions())
    assert len(load([bay], LoadOptions(publish=True)).revisions) == 15


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


def test_a_change_of_what_is_public_needs_a_cause_and_a_note(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    before = everything()
    change(bay, "companies", 1, summary="Maker of lamps.")
    for cause, note in (("", ""), ("correction", ""), ("", "Why."), ("correction", " ")):
        with pytest.raises(PackError, match=r"published rows change \(lantern\): say why with --cause and --note"):
            load([bay], LoadOptions(publish=True, cause=cause, note=note))
        assert everything() == before


def test_a_change_is_published_with_its_cause_and_note(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    change(bay, "stances", 1, summary="Lantern said that it reads the act.")
    call_command("load_pack", str(bay), "--publish", "--cause", "correction", "--note", "The source says: reads.")
    newest = Revision.objects.order_by("seq").last()
    assert newest is not None
    told = (newest.key, newest.version, newest.cause, newest.note)
    assert told == (FIRST, 2, "correction", "The source says: reads.")


def test_a_pack_that_corrects_and_brings_new_statements_gives_each_its_own_cause(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    change(bay, "stances", 1, summary="Lantern said that it reads the act.")
    order = LoadOptions(publish=True, cause="correction", note="The source says: reads.")
    revisions = load([bay, PACKS / "isle"], order).revisions
    assert len({revision.recorded_at for revision in revisions}) == 1, "one set, one instant"
    causes = {revision.key: revision.cause for revision in revisions}
    assert causes[FIRST] == "correction"
    assert causes["abacus-bay-data-act-user-data-2021"] == "new_evidence"
    assert causes["isle-post-2021"] == "new_evidence"


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


def edit(model: type[Any], slug: str, **values: Any) -> None:
    row = model.objects.get(slug=slug)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_a_row_edited_at_the_desk_is_left_although_the_pack_stays_as_it_was(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    edit(Law, "bay-data-act", summary="An editor knows better.")
    loading = load([bay], LoadOptions(publish=True))
    assert [pair.line.key for pair in loading.difference.edited] == ["bay-data-act"]
    assert not loading.revisions


def test_a_row_whose_children_were_edited_is_left(bay: Path) -> None:
    load([bay], LoadOptions())
    Stance.objects.get(slug=SECOND).citations.filter(order=1).delete()
    assert [pair.line.key for pair in load([bay], LoadOptions()).difference.edited] == [SECOND]


def test_a_row_entered_by_hand_is_left(bay: Path) -> None:
    Source.objects.create(
        slug="lantern-blog", url="https://a", title="T", publisher="P", language="en", kind="news", checked="read"
    )
    assert [pair.line.key for pair in load([bay], LoadOptions()).difference.edited] == ["lantern-blog"]


def test_overwrite_puts_the_packs_row_in_its_place(bay: Path) -> None:
    load([bay], LoadOptions())
    edit(Company, "lantern", summary="An editor knows better.", private_note="Ask them.")
    loading = load([bay], LoadOptions(overwrite=True))
    row = Company.objects.get(slug="lantern")
    assert [pair.line.key for pair in loading.difference.changed] == ["lantern"]
    assert (row.summary, row.private_note) == ("Maker of messengers.", "Ask them.")
    assert load([bay], LoadOptions()).difference.writes == 0


def test_what_the_desk_says_as_the_pack_does_may_be_changed_by_the_next_pack(bay: Path) -> None:
    load([bay], LoadOptions())
    Company.objects.update(pack_digest="")
    assert load([bay], LoadOptions()).difference.writes == 0
    change(bay, "companies", 1, summary="Maker of lamps.")
    assert [pair.line.key for pair in load([bay], LoadOptions()).difference.changed] == ["lantern"]


def test_rules_ask_the_desks_row_where_the_packs_is_left(bay: Path) -> None:
    load([bay], LoadOptions())
    edit(Law, "bay-data-act", demands=["content_removal"])
    with pytest.raises(PackError, match="user_data is not among the demands of the law: content_removal"):
        load([bay], LoadOptions())
    assert load([bay], LoadOptions(overwrite=True)).difference.writes == 1


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


def test_the_law_of_a_published_statement_can_not_change(bay: Path) -> None:
    load([bay, PACKS / "isle"], LoadOptions(publish=True))
    change(bay, "stances", 2, law="isle-cloud-order")
    with pytest.raises(PackError, match=r"2020-10 \[law\] can't change, because the row was published"):
        load([bay], LoadOptions())


def test_the_law_of_a_draft_may_change(bay: Path) -> None:
    load([bay, PACKS / "isle"], LoadOptions())
    isle = copied("isle", bay.parent)
    change(isle, "laws", 1, demands=["data_localization", "user_data"])
    change(bay, "stances", 2, law="isle-cloud-order")
    loading = load([bay, isle], LoadOptions())
    changes = [change[0] for pair in loading.difference.changed for change in pair.changes]
    assert changes == ["demands", "law"]


def test_a_changed_line_of_a_retracted_row_stays_at_the_desk(bay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load([bay], LoadOptions(publish=True))
    retract([("stance", SECOND)], note="It was another company.")
    change(bay, "stances", 2, summary="Another reading.")
    call_command("load_pack", str(bay), "--publish")
    assert capsys.readouterr().out.endswith("1 row written at the desk.\n")
    assert Stance.objects.get(slug=SECOND).summary == "Another reading."


def test_a_slug_that_was_used_before_is_a_fault(bay: Path) -> None:
    Slug.claim("source", ["lantern-blog"])
    with pytest.raises(PackError, match=r"lantern-blog \[slug\] was taken before") as refused:
        load([bay], LoadOptions())
    assert len(refused.value.reasons) == 1


def test_a_figure_with_the_key_of_another_is_a_fault(bay: Path, tmp_path: Path) -> None:
    load([bay], LoadOptions())
    other = copied("isle", tmp_path)
    change(other, "jurisdictions", 1, slug="chat-arcadia-bay")
    change(other, "companies", 1, home=None)
    change(other, "laws", 1, jurisdiction="arcadia-bay")
    twin: dict[str, Any] = {
        "company": "lantern",
        "jurisdiction": "chat-arcadia-bay",
        "period_from": "2020",
        "period_to": "2020",
    }
    twin |= {"request_type": "content_removal", "unit": "items", "received": 0, "source": "isle-post-2021"}
    write_rows(other / "figures.jsonl", [twin])
    with pytest.raises(PackError, match="has the key of another row, whose values differ"):
        load([other], LoadOptions(overwrite=True))


class Crash(Exception):
    """The fault that a test injects."""


def test_a_fault_at_any_statement_leaves_nothing(bay: Path) -> None:
    before = everything()
    crashed = 0
    while True:
        try:
            with connection.execute_wrapper(crash_at(crashed + 1)):
                load([bay], LoadOptions(publish=True))
        except Crash:
            crashed += 1
            assert everything() == before
        else:
            break
    assert crashed > 40
    assert Revision.objects.count() == 15


def crash_at(number: int) -> Callable[..., Any]:
    """Return a wrapper that fails the statement of that number, among those that are not about savepoints."""
    count = 0

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        nonlocal count
        if "SAVEPOINT" not in sql:
            count += 1
            if count == number:
                raise Crash
        return execute(sql, params, many, context)

    return run


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


def test_another_editors_unpublished_edit_stays_at_the_desk(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    edit(Source, "lantern-blog", title="Secret")
    load([bay, PACKS / "isle"], LoadOptions(publish=True))
    assert not Revision.objects.filter(document__contains="Secret").exists()


def test_the_order_of_folders_files_and_lines_does_not_show_in_the_ledger(bay: Path) -> None:
    assert len({loaded_and_undone(bay, turn) for turn in range(3)}) == 1


def loaded_and_undone(bay: Path, turn: int) -> str:
    """Return the ledger's hash after a load in one of three orders, and undo the load."""
    with transaction.atomic():
        if turn == 2:
            load([bay], LoadOptions())
            load([PACKS / "isle"], LoadOptions())
        folders = [bay, PACKS / "isle"]
        load(folders[:: -1 if turn == 1 else 1], LoadOptions(publish=True))
        ledger = Head.objects.get().ledger
        transaction.set_rollback(True)
    return ledger


def test_publishing_again_after_the_desk_moved_on_publishes_only_what_changed(bay: Path) -> None:
    load([bay], LoadOptions())
    publish(Source.objects.all(), cause="new_evidence")
    assert len(load([bay], LoadOptions(publish=True)).revisions) == 11
