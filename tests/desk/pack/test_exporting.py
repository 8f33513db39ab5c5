"""Exporting: the files come back as they were, whole or not at all."""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError

from companies.desk.pack.exporting import DESK, PUBLISHED, export
from companies.desk.pack.faults import PackError
from companies.desk.pack.format import PackRow, file_name, sort_values
from companies.desk.pack.loading import LoadOptions, load
from companies.desk.pack.retractions import FILE
from companies.models import Company, Stance
from companies.models.rows import MODELS
from companies.record.publishing.publish import retract
from companies.vocabulary import UNITS
from tests import cast
from tests.desk.pack.made_up import PACKS, contents, rows_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


FILES = 7


@pytest.mark.parametrize("options", [[], ["--published"]])
def test_one_pack_comes_back_byte_for_byte(tmp_path: Path, options: list[str]) -> None:
    load([PACKS / "bay"], LoadOptions(publish=True))
    call_command("export_pack", str(tmp_path / "out"), *options)
    assert contents(tmp_path / "out") == contents(PACKS / "bay")


def test_a_real_pack_comes_back_byte_for_byte(tmp_path: Path) -> None:
    pack = settings.BASE_DIR / "data" / "hong-kong"
    load([pack], LoadOptions())
    export(tmp_path / "out", DESK)
    rows = {name: lines for name, lines in contents(pack).items() if name != FILE}
    assert contents(tmp_path / "out") == rows


def test_two_packs_come_back_as_their_sorted_union(tmp_path: Path) -> None:
    load([PACKS / "isle", PACKS / "bay"], LoadOptions())
    export(tmp_path / "out", DESK)
    lines: dict[str, list[bytes]] = defaultdict(list)
    for pack in ("bay", "isle"):
        for file in (PACKS / pack).iterdir():
            lines[file.name] += file.read_bytes().splitlines(keepends=True)
    assert len(lines) == FILES
    assert {name: sorted(found.splitlines(keepends=True)) for name, found in contents(tmp_path / "out").items()} == {
        name: sorted(found) for name, found in lines.items()
    }
    loading = load([tmp_path / "out"], LoadOptions())
    assert len(loading.difference.same) == 21


def test_published_reads_the_record_and_not_the_desk(tmp_path: Path) -> None:
    load([PACKS / "bay"], LoadOptions(publish=True))
    company = Company.objects.get(slug="lantern")
    company.summary = "A draft."
    company.save()
    load([PACKS / "isle"], LoadOptions())
    retract([("stance", "lantern-bay-data-act-user-data-2020-10")], note="It was another company.")
    call_command("export_pack", str(tmp_path / "out"), "--published")
    published = contents(tmp_path / "out")
    original = contents(PACKS / "bay")
    assert published.pop("stances.jsonl") == original.pop("stances.jsonl").splitlines(keepends=True)[0]
    assert published == original


def test_the_desk_is_exported_with_its_drafts_and_without_private_notes(tmp_path: Path) -> None:
    load([PACKS / "bay"], LoadOptions())
    company = Company.objects.get(slug="lantern")
    company.summary, company.private_note = "A draft.", "Ask them."
    company.save()
    export(tmp_path / "out", DESK)
    assert rows_in(tmp_path / "out" / "companies.jsonl")[0]["summary"] == "A draft."
    assert not any(b"Ask them." in content for content in contents(tmp_path / "out").values())


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(tmp_path / "out", DESK)
    assert len(contents(tmp_path / "out")) == FILES


def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load([PACKS / "bay"], LoadOptions())
    synced = []

    def fill(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 4:
            raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", fill)
    with pytest.raises(PackError, match="can't be written: No space left on device"):
        export(tmp_path / "out", DESK)
    assert list(tmp_path.iterdir()) == []


def test_a_fault_while_rows_are_read_leaves_nothing_half_written(tmp_path: Path) -> None:
    load([PACKS / "bay"], LoadOptions())

    def fail(kind: str) -> Iterator[PackRow]:
        yield from DESK.rows(kind)
        if kind == "law":
            raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        export(tmp_path / "out", replace(DESK, rows=fail))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [[], ["--published"]])
def test_rows_without_a_slug_are_sorted_by_their_values_and_not_by_their_keys(
    tmp_path: Path, options: list[str]
) -> None:
    """The slug of one company, place or law begins that of another, and ``-`` comes before every letter."""
    lands = [cast.place(slug) for slug in ("land-b", "land", "land-a")]
    acts = [cast.law(slug, jurisdiction=lands[0]) for slug in ("act-b", "act", "act-a")]
    for slug in ("firm-a", "firm", "firm-a-b"):
        company = cast.company(slug)
        first = [cast.figure(company=company, jurisdiction=land, unit=unit) for land in lands for unit in UNITS.codes]
        cast.figure(company=company, jurisdiction=lands[1], restates=first[len(UNITS.codes)], unit=UNITS.codes[0])
        for act in acts:
            cast.check(company=company, law=act)
    cast.publish_everything()
    call_command("export_pack", str(tmp_path / "out"), *options)
    for kind in ("figure", "check"):
        written = rows_in(tmp_path / "out" / file_name(kind))
        assert written == sorted(written, key=lambda row: sort_values(kind, row))
        assert len(written) == MODELS[kind]._default_manager.count()
    assert load([tmp_path / "out"], LoadOptions()).difference.writes == 0


def test_how_far_it_has_come_is_told_for_every_row(tmp_path: Path) -> None:
    load([PACKS / "bay"], LoadOptions(publish=True))
    for source in (DESK, PUBLISHED):
        told: list[int] = []
        assert export(tmp_path / f"out-{len(list(tmp_path.iterdir()))}", source, told.append) == sum(told)
        assert sum(told) == source.count() > 0


def test_what_an_editor_entered_comes_out_in_the_formats_order(tmp_path: Path) -> None:
    load([PACKS / "bay"], LoadOptions())
    Stance.objects.update(covers=["Lantern Mail", "lantern-chat"])
    export(tmp_path / "out", DESK)
    row = rows_in(tmp_path / "out" / "stances.jsonl")[1]
    assert list(row) == [
        "slug", "company", "law", "demand", "position", "announced_on", "covers", "summary", "citations"
    ]  # fmt: skip
