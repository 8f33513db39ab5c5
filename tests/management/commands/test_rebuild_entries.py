"""`rebuild_entries` makes anew what is derived from the ledger."""

import pytest
from django.core.management import call_command

from companies.record.ledger import guard
from companies.record.ledger.revision import Entry, Reference
from companies.record.ledger.verify import record_faults
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_rebuilding_mends_what_is_derived(capsys: pytest.CaptureFixture[str]) -> None:
    cast.stance()
    cast.publish_everything()
    guard.remove()
    Reference.objects.all().delete()
    Entry.objects.filter(kind="stance").update(position="complies")
    guard.install()
    call_command("rebuild_entries")
    assert capsys.readouterr().out == f"{Entry.objects.count()} entries made anew.\n"
    assert list(record_faults()) == []


def test_rebuilding_what_is_right_changes_nothing() -> None:
    cast.stance()
    cast.publish_everything()
    before = list(Entry.objects.order_by("pk").values())
    call_command("rebuild_entries")
    assert list(Entry.objects.order_by("pk").values()) == before
