"""`verify_record` tells whether the record is whole, and fails where it is not."""

import pytest
from django.core.management import CommandError, call_command

from companies.record.ledger.revision import Entry, Head, Reference
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
    Entry.objects.filter(kind="stance").update(position="complies")
    Reference.objects.filter(role="supports").delete()
    with pytest.raises(CommandError, match=r"2 faults: the record is not whole\."):
        call_command("verify_record")
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert all("run manage.py rebuild_entries" in fault for fault in told)


def test_one_fault_is_counted_as_one() -> None:
    cast.stance()
    cast.publish_everything()
    Entry.objects.filter(kind="stance").update(position="complies")
    with pytest.raises(CommandError, match=r"1 fault: the record is not whole\."):
        call_command("verify_record")
