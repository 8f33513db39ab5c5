"""Loading: what is published, by which cause; it is all or nothing, whatever the order of files."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Figure, Slug, Source, Stance
from companies.record.ledger.revision import Head, Revision
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.states import state_of
from tests import cast
from tests.desk.pack.made_up import FIRST, PACKS, SECOND, change, edit, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_all_is_public_after_publishing_with_its_slugs_taken(bay: Path) -> None:
    loading = load([bay, PACKS / "isle"], LoadOptions(publish=True))
    assert len(loading.revisions) == 21
    assert {revision.cause for revision in loading.revisions} == {"new_evidence"}
    assert Slug.objects.count() == 17
    assert state_of(Stance.objects.get(slug=SECOND)) == "published"


def test_what_the_lines_say_is_not_held_while_it_is_published(bay: Path) -> None:
    loading = load([bay], LoadOptions(publish=True))
    assert [line.row for line in loading.difference.new] == [{}] * 15
    assert all(line.key for line in loading.difference.new)


def test_loaded_first_and_published_later_is_the_same(bay: Path) -> None:
    load([bay], LoadOptions())
    assert len(load([bay], LoadOptions(publish=True)).revisions) == 15


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


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_two_loads_at_once_write_what_one_would(pool: ThreadPoolExecutor) -> None:
    start = Barrier(2)

    def run() -> int:
        try:
            start.wait()
            return load([PACKS / "bay"], LoadOptions(publish=True)).difference.writes
        finally:
            connection.close()

    runs = [pool.submit(run) for _ in range(2)]
    assert sorted(running.result() for running in runs) == [0, 15]
    assert Revision.objects.count() == 15


def test_what_may_be_there_twice_is_told_and_loaded(bay: Path) -> None:
    cast.company("old-lantern", name="Candle", wikidata="Q1000001")
    cast.source("old-herald", url="http://www.herald.example/a/")
    cast.source("other", title="Lantern studies the act – “for now”", published_on="2020-07-07")
    told = [str(oddity).partition(": ")[2] for oddity in load([bay], LoadOptions()).oddities]
    assert [line for line in told if "same" in line] == [
        "herald-2020-07-07 old-herald has the same address.",
        "herald-2020-07-07 other has the same title and day.",
        "lantern old-lantern has the same name, or had it. Is it the same company?",
    ]


def test_a_row_that_is_gone_from_the_desk_is_not_taken_for_one_that_was_never_published() -> None:
    """A figure, which has no slug to say so: it comes back to the desk, and stays retracted."""
    load([PACKS / "bay"], LoadOptions(publish=True))
    key = ("figure", Figure.objects.values_list("key", flat=True)[0])
    retract([key], note="It was misread.")
    Figure.objects.filter(key=key[1])._raw_delete("default")
    loading = load([PACKS / "bay"], LoadOptions(publish=True))
    assert [(line.kind, line.key) for line in loading.difference.new] == [key]
    assert [row.record_key for row in loading.retracted] == [key]
    assert loading.revisions == []
