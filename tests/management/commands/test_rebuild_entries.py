"""`rebuild_entries` makes anew what is derived from the ledger, and what the desk says of it."""

import pytest
from django.core.management import call_command
from django.db import connection

from companies.record.ledger import guard
from companies.record.ledger.revision import Entry, Reference
from companies.record.ledger.verify import record_faults
from companies.record.publishing.states import state_of
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
    said = f"{Entry.objects.count()} entries made anew.\n{len(cast.everything())} rows of the desk compared anew.\n"
    assert capsys.readouterr().out == said
    assert list(record_faults()) == []


def test_rebuilding_tells_the_states_of_rows_that_were_written_past_the_product() -> None:
    row = cast.stance()
    cast.publish_everything()
    assert state_of(row) == "published"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE companies_stance SET summary = 'It says that it will.'")
    assert state_of(row) == "published"
    call_command("rebuild_entries")
    assert state_of(row) == "changed"


def test_rebuilding_what_is_right_changes_nothing() -> None:
    cast.stance()
    cast.publish_everything()
    before = list(Entry.objects.order_by("pk").values())
    call_command("rebuild_entries")
    assert list(Entry.objects.order_by("pk").values()) == before
