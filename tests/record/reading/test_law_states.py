"""The states of laws that are kept are those of their documents, on each day, however full the memory is."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.record.ledger.revision import Entry
from companies.record.reading import law_states
from companies.record.reading.entry_rows import read_rows
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law_states, "_kept", {})


def states(day: date) -> dict[str, str]:
    """Return the states of all entries by kind, and see that they are told without a query for what is kept."""
    entries = read_rows(Entry.objects.filter(superseded_at=None, kind__in=("law", "stance")))
    found = law_states.law_states(take_snapshot(Clocks(day)), entries)
    return {entry.kind: found[entry.pk] for entry in entries}


@pytest.mark.parametrize("most", [0, 1, 100])
def test_each_day_and_each_document_has_its_own(monkeypatch: pytest.MonkeyPatch, clock: datetime, most: int) -> None:
    monkeypatch.setattr(law_states, "MOST_KEPT", most)
    law = cast.law(in_force_on="2020-06-30")
    cast.stance(law=law)
    cast.publish_everything()
    for _ in range(2):
        assert states(date(2020, 6, 29)) == {"law": "not_recorded", "stance": "not_recorded"}
        assert states(date(2020, 6, 30)) == {"law": "in_force", "stance": "in_force"}
    law.in_force_on = "2021"
    law.save()
    cast.publish_everything(note="It came later.")
    assert states(date(2020, 6, 30)) == {"law": "not_recorded", "stance": "not_recorded"}
    assert states(date(2021, 12, 31)) == {"law": "in_force", "stance": "in_force"}
    assert len(law_states._kept) <= max(most, 1)


def test_what_is_kept_is_not_read_again(clock: datetime) -> None:
    cast.stance()
    cast.publish_everything()
    stance = read_rows(Entry.objects.filter(kind="stance"))
    snapshot = take_snapshot(Clocks())
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            law_states.law_states(snapshot, stance)
        numbers.append(len(captured))
    assert numbers == [2, 1]
