"""Between tests with real commits the ledger is emptied, although the database refuses to empty it."""

import pytest
from django.db import DatabaseError, transaction

from companies.models import Jurisdiction
from companies.record.ledger import guard
from companies.record.ledger.revision import Head, Revision
from companies.record.publishing.publish import publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_an_empty_guarded_ledger(turn: int) -> None:
    assert guard.missing() == []
    assert Head.objects.get().seq == 0
    place = Jurisdiction.objects.create(slug="ruritania", name="Ruritania", kind="country")
    publish([place], cause="new_evidence")
    assert Revision.objects.get().seq == 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Revision.objects.update(note="forged")
