"""What loading writes: rows as the files say, all of it or nothing."""

from pathlib import Path

import pytest

from companies.desk.pack.format import digest
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Company
from companies.models.rows import MODELS, row_of
from companies.record.ledger.revision import Revision
from tests.desk.pack.made_up import edit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_load_writes_the_rows_as_the_files_say(bay: Path) -> None:
    loading = load([bay], LoadOptions())
    for line in loading.difference.new:
        row = {row.public_key: row for row in MODELS[line.kind]._default_manager.all()}[line.key]
        assert row_of(row) == line.row
        assert row.pack_digest == digest(line.row)
    assert not Revision.objects.exists()


def test_overwrite_puts_the_packs_row_in_its_place(bay: Path) -> None:
    load([bay], LoadOptions())
    edit(Company, "lantern", summary="An editor knows better.", private_note="Ask them.")
    loading = load([bay], LoadOptions(overwrite=True))
    row = Company.objects.get(slug="lantern")
    assert [pair.line.key for pair in loading.difference.changed] == ["lantern"]
    assert (row.summary, row.private_note) == ("Maker of messengers.", "Ask them.")
    assert load([bay], LoadOptions()).difference.writes == 0
