"""The packs that a new installation starts with: loaded and published once, and asked what the record then holds."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from companies import clock
from companies.desk.pack.exporting import DESK, PUBLISHED, export
from companies.desk.pack.format import file_name, sort_values
from companies.desk.pack.loading import Loading, LoadOptions, load
from companies.record.ledger.revision import Entry, Head
from companies.record.ledger.verify import record_faults
from companies.record.publishing.floor import publishing_transaction
from companies.record.reading.read import listed
from companies.record.reading.snapshot import Clocks, take_snapshot
from companies.vocabulary import KINDS
from tests.desk.pack.made_up import rows_in
from tests.instant import BASE_INSTANT

DATA = settings.BASE_DIR / "data"
FOLDERS = [DATA / "hong-kong", DATA / "world"]

LOAD_ELSEWHERE = """
import sys
from datetime import datetime
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from companies import clock
from companies.desk.pack.loading import LoadOptions, load
from companies.record.ledger.revision import Head
call_command("migrate", verbosity=0)
with clock.fixed(datetime.fromisoformat(sys.argv[1])):
    load([Path(folder) for folder in sys.argv[2:]], LoadOptions(publish=True))
print(Head.objects.get().ledger)
"""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loading]:
    """Both packs, published; undone when this file's tests are over."""
    with django_db_blocker.unblock(), clock.fixed(BASE_INSTANT), publishing_transaction(dry_run=True):
        yield load(FOLDERS, LoadOptions(publish=True))


def rows_of_the_files(kind: str) -> list[dict[str, Any]]:
    return [row for folder in FOLDERS for row in rows_in(folder / file_name(kind))]


def test_every_row_of_the_packs_is_published_by_its_first_revision(loaded: Loading) -> None:
    for kind in KINDS.codes:
        published = Entry.objects.filter(kind=kind, retracted=False, superseded_at__isnull=True)
        assert published.count() == len(rows_of_the_files(kind))
    assert len(loaded.revisions) == loaded.difference.writes == Head.objects.get().seq


def test_every_statement_is_public_with_a_source_that_supports_it(loaded: Loading) -> None:
    snapshot = take_snapshot(Clocks(None, None))
    public = dict(listed(snapshot, "stance").values_list("key", "supports"))
    statements = {row["slug"]: row["citations"] for row in rows_of_the_files("stance")}
    assert public.keys() == statements.keys()
    for slug, citations in statements.items():
        assert public[slug] == sum(citation["relation"] == "supports" for citation in citations) >= 1


def test_the_record_is_whole(loaded: Loading) -> None:
    assert list(record_faults()) == []


@pytest.mark.parametrize("published", [False, True])
def test_both_packs_come_back_as_their_sorted_union(loaded: Loading, published: bool, tmp_path: Path) -> None:
    export(tmp_path / "out", PUBLISHED if published else DESK)
    for kind in KINDS.codes:
        lines = [line for folder in FOLDERS for line in (folder / file_name(kind)).read_bytes().splitlines(True)]
        union = sorted(lines, key=lambda line: sort_values(kind, json.loads(line)))
        assert (tmp_path / "out" / file_name(kind)).read_bytes() == b"".join(union)


def test_loading_both_again_changes_nothing(loaded: Loading, capsys: pytest.CaptureFixture[str]) -> None:
    before = Head.objects.get().ledger
    call_command("load_pack", *map(str, reversed(FOLDERS)), "--publish")
    assert capsys.readouterr().out.endswith("\nNothing to change.\n")
    assert Head.objects.get().ledger == before


def test_another_database_loaded_in_another_order_has_the_same_ledger(loaded: Loading, tmp_path: Path) -> None:
    """SQLite here, this run's database there: PostgreSQL, when the suite runs on it."""
    other = subprocess.run(
        [sys.executable, "-c", LOAD_ELSEWHERE, BASE_INSTANT.isoformat(), *map(str, reversed(FOLDERS))],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3", "PYTHONHASHSEED": "7"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == Head.objects.get().ledger
