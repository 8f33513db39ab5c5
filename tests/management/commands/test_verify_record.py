"""`verify_record` tells whether the record is whole, and fails where it is not."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from companies.record.ledger import guard
from companies.record.ledger.rebuild import file_anew
from companies.record.ledger.revision import Entry, Head, Reference, Revision
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_whole_record_is_told_in_one_line_with_its_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    cast.stance()
    cast.publish_everything()
    head = Head.objects.get()
    call_command("verify_record")
    assert capsys.readouterr().out == f"The record is whole: {head.seq} revisions, ledger {head.ledger}.\n"


def test_an_empty_record_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_record")
    assert capsys.readouterr().out == "The record is whole: 0 revisions, ledger (empty).\n"


def test_each_fault_is_told_and_the_command_fails(capsys: pytest.CaptureFixture[str]) -> None:
    cast.stance()
    cast.publish_everything()
    guard.remove()
    Entry.objects.filter(kind="stance").update(position="complies")
    Reference.objects.filter(role="supports").delete()
    guard.install()
    with pytest.raises(CommandError, match=r"2 faults: the record is not whole\."):
        call_command("verify_record")
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert all("run manage.py rebuild_entries" in fault for fault in told)


def test_one_fault_is_counted_as_one() -> None:
    cast.stance()
    cast.publish_everything()
    guard.remove()
    Entry.objects.filter(kind="stance").update(position="complies")
    guard.install()
    with pytest.raises(CommandError, match=r"1 fault: the record is not whole\."):
        call_command("verify_record")


def _published() -> list[tuple[int, str]]:
    cast.stance()
    cast.publish_everything()
    return list(Revision.objects.order_by("seq").values_list("seq", "ledger"))


def test_what_others_have_seen_of_the_ledger_is_found_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = [f"{seq}:{ledger}" for seq, ledger in _published()]
    (tmp_path / "seen").write_text(f"# from the newsroom\n{seen[0]}\n\n{seen[1]}  # in May\n")
    call_command("verify_record", "--expect", seen[-1], "--expect", seen[2], "--expect-from", str(tmp_path / "seen"))
    assert capsys.readouterr().out.endswith("It is the one that was seen before (4 hashes).\n")


def test_a_tail_that_was_cut_off_is_found_by_who_has_seen_it(capsys: pytest.CaptureFixture[str]) -> None:
    before = _published()
    guard.remove()
    Reference.objects.filter(revision_id=before[-1][0]).delete()
    Entry.objects.filter(pk=before[-1][0]).delete()
    Revision.objects.filter(pk=before[-1][0]).delete()
    last = Revision.objects.latest("seq")
    Head.objects.update(seq=last.seq, ledger=last.ledger, recorded_at=last.recorded_at)
    guard.install()
    file_anew()
    call_command("verify_record")
    with pytest.raises(CommandError, match="1 fault"):
        call_command("verify_record", "--expect", f"{before[-1][0]}:{before[-1][1]}")
    assert f"revision {before[-1][0]} is missing" in capsys.readouterr().err


def test_another_ledger_of_the_same_length_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    seq, ledger = _published()[-1]
    other = ("0" if ledger[0] != "0" else "1") + ledger[1:]
    with pytest.raises(CommandError, match="1 fault"):
        call_command("verify_record", "--expect", f"{seq}:{other}")
    assert f"revision {seq} has the ledger hash {ledger}, where {other} was told" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["5", "0:" + "a" * 64, "5:" + "A" * 64, "5:" + "a" * 63, "-1:" + "a" * 64, "5:", "x"])
def test_what_is_no_number_with_a_hash_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not SEQ:HASH"):
        call_command("verify_record", f"--expect={text}")
    (tmp_path / "seen").write_text(f"\n{text}\n")
    with pytest.raises(CommandError, match=r"seen, line 2: .* is not SEQ:HASH"):
        call_command("verify_record", "--expect-from", str(tmp_path / "seen"))


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_can_not_be_read_is_told(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "seen").write_bytes(content)
    with pytest.raises(CommandError, match="can't be read"):
        call_command("verify_record", "--expect-from", str(tmp_path / "seen"))
