"""What a pack takes back: where it stands published, in the set that brings what takes its place; else nothing."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from companies.desk.pack.exporting import DESK, export
from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.desk.pack.retractions import FILE
from companies.models import Stance
from companies.record.ledger.revision import Head, Revision
from companies.record.publishing.states import state_of
from tests.desk.pack.made_up import FIRST, SECOND, change, rows_in, write_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOTE = "It answers another demand."
NEW = "lantern-bay-data-act-content-removal-2020-10"


def take_back(pack: Path, *rows: object) -> None:
    """Write what a pack takes back."""
    (pack / FILE).write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))


def replace_second(pack: Path) -> None:
    """File the second answer under another demand, as a later pack would."""
    rows = rows_in(pack / "stances.jsonl")
    moved = next(row for row in rows if row["slug"] == SECOND)
    moved |= {"slug": NEW, "demand": "content_removal"}
    write_rows(pack / "stances.jsonl", sorted(rows, key=lambda row: row["slug"]))
    take_back(pack, {"kind": "stance", "key": SECOND, "note": NOTE})


def test_a_site_that_published_the_old_row_takes_it_back_in_the_set_that_brings_the_new_one(
    bay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load([bay], LoadOptions(publish=True))
    replace_second(bay)
    call_command("load_pack", str(bay), "--publish")
    assert f"Taken back: stance {SECOND}: {NOTE}\n" in capsys.readouterr().out
    newest = list(Revision.objects.order_by("-seq")[:3])[::-1]
    assert {(revision.key, revision.cause, revision.note, revision.retracted) for revision in newest} == {
        (FIRST, "technical", "", False),
        (NEW, "new_evidence", "", False),
        (SECOND, "retraction", NOTE, True),
    }
    assert len({revision.recorded_at for revision in newest}) == 1, "one set, one instant"
    assert state_of(Stance.objects.get(slug=SECOND)) == "retracted"
    head = Head.objects.get().ledger
    assert load([bay], LoadOptions(publish=True)).taken_back == []
    assert Head.objects.get().ledger == head


def test_a_pack_may_take_back_and_bring_nothing_else(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    rows = [row for row in rows_in(bay / "stances.jsonl") if row["slug"] != SECOND]
    write_rows(bay / "stances.jsonl", rows)
    take_back(bay, {"kind": "stance", "key": SECOND, "note": NOTE})
    assert [revision.key for revision in load([bay], LoadOptions(publish=True)).revisions] == [FIRST, SECOND]


def test_what_is_not_in_the_record_is_read_past(bay: Path) -> None:
    replace_second(bay)
    loading = load([bay], LoadOptions(publish=True))
    assert loading.taken_back == []
    assert not Stance.objects.filter(slug=SECOND).exists()
    assert not Revision.objects.filter(key=SECOND).exists()


def test_without_publishing_nothing_is_taken_back(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    replace_second(bay)
    assert load([bay], LoadOptions()).taken_back == []
    assert state_of(Stance.objects.get(slug=SECOND)) == "published"


def test_what_others_rest_on_is_not_taken_back(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    rows = [row for row in rows_in(bay / "sources.jsonl") if row["slug"] != "herald-2020-07-07"]
    take_back(bay, {"kind": "source", "key": "herald-2020-07-07", "note": NOTE})
    write_rows(bay / "sources.jsonl", rows)
    with pytest.raises(PackError, match="herald-2020-07-07: others refer to it"):
        load([bay], LoadOptions(publish=True))


def test_a_law_may_drop_the_demand_of_an_answer_that_the_same_set_takes_back(bay: Path) -> None:
    load([bay], LoadOptions(publish=True))
    for slug in (FIRST, SECOND):
        Stance.objects.filter(slug=slug).update(private_note="Looked at.")
    write_rows(bay / "stances.jsonl", [])
    change(bay, "laws", 1, demands=["content_removal"], provisions=None)
    take_back(bay, *({"kind": "stance", "key": slug, "note": NOTE} for slug in (FIRST, SECOND)))
    options = LoadOptions(publish=True, cause="correction", note="It never asked for data.")
    assert [revision.key for revision in load([bay], options).revisions] == ["bay-data-act", FIRST, SECOND]


def test_an_export_has_no_such_file(bay: Path, tmp_path: Path) -> None:
    replace_second(bay)
    load([bay], LoadOptions(publish=True))
    export(tmp_path / "out", DESK)
    assert not (tmp_path / "out" / FILE).exists()


STANDING = {"kind": "stance", "key": FIRST, "note": NOTE}
GONE = {"kind": "stance", "key": "gone", "note": NOTE}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([STANDING], f"{FILE}:1: stance/{FIRST} [key] is a row of a pack too: it is in"),
        ([GONE, GONE], f"{FILE}:2: stance/gone stands twice: it is also in"),
        ([GONE, {**GONE, "key": "a"}], f"{FILE}:2: stance/a lines are not sorted"),
        ([{**GONE, "kind": "answer"}], "[kind] 'answer' is not of the vocabulary: jurisdiction, source, company"),
        ([{**GONE, "key": "No key"}], "[key] 'No key' is no key: write lower-case ASCII words joined by -"),
        ([{**GONE, "note": " "}], "[note] has blanks at an end"),
        ([{**GONE, "note": ""}], "[note] shows nothing"),
        ([{**GONE, "note": 7}], "is not an object of the texts kind, key, note, in this order"),
        ([{"key": "gone", "kind": "stance", "note": NOTE}], "is not an object of the texts kind, key, note, in this"),
        ([{"kind": "stance", "key": "gone"}], "is not an object of the texts kind, key, note, in this order"),
        (["{"], f"{FILE}:1: not JSON"),
        (["[]"], f"{FILE}:1: not an object"),
    ],
)
def test_what_is_wrong_with_a_retraction_is_told_with_the_other_faults(
    bay: Path, rows: list[object], told: str
) -> None:
    take_back(bay, *rows)
    change(bay, "companies", 1, wikidata="12")
    with pytest.raises(PackError) as refused:
        load([bay], LoadOptions())
    assert any(told in reason for reason in refused.value.reasons), refused.value.reasons
    assert any("is no Q number" in reason for reason in refused.value.reasons)
