"""Who reads much of the record sees one state of it, and holds nobody up."""

from threading import Thread

import pytest
from django.db import connection

from companies.record.ledger.one_state import one_state
from companies.record.ledger.revision import Head, Revision
from companies.record.ledger.verify import record_faults
from tests import cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


def publish_elsewhere() -> None:
    """Publish over another connection."""

    def publish() -> None:
        cast.publish_everything()
        connection.close()

    other = Thread(target=publish)
    other.start()
    other.join()


def test_what_is_published_meanwhile_is_not_seen_and_not_held_up() -> None:
    cast.stance()
    with one_state():
        assert Revision.objects.count() == Head.objects.get().seq == 0
        publish_elsewhere()
        assert Revision.objects.count() == Head.objects.get().seq == 0
        assert list(record_faults()) == []
    assert Revision.objects.count() == Head.objects.get().seq == 5
    cast.company("later")
    assert len(cast.publish_everything().revisions) == 1


def test_an_error_inside_ends_the_state_too() -> None:
    with pytest.raises(Head.DoesNotExist), one_state():
        Head.objects.get(pk=2)
    cast.stance()
    assert cast.publish_everything().revisions


@pytest.mark.django_db
def test_inside_a_transaction_it_is_the_state_of_that() -> None:
    cast.stance()
    with one_state():
        cast.publish_everything()
        assert Head.objects.get().seq == 5
