"""The head and the lowest floor, in one statement."""

from datetime import timedelta

import pytest

from companies.record.ledger import guard
from companies.record.ledger.revision import Floor, Head
from companies.record.reading.head import HeadState, one_head, read_head
from tests import cast
from tests.instant import BASE_INSTANT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_an_empty_record_has_neither_instant_nor_floor() -> None:
    assert read_head() == HeadState(0, None, "", None, 0)


def test_the_head_is_the_newest_revision_and_the_floor_the_lowest() -> None:
    cast.source()
    cast.publish_everything()
    for minutes in (3, 1, 2):
        Floor.objects.create(instant=BASE_INSTANT + timedelta(minutes=minutes))
    head = Head.objects.get()
    assert read_head() == HeadState(1, BASE_INSTANT, head.ledger, BASE_INSTANT + timedelta(minutes=1), 0)
    assert head.recorded_at == BASE_INSTANT


def test_a_request_reads_it_once_and_the_next_one_anew() -> None:
    with one_head():
        assert read_head().seq == 0
        cast.source()
        cast.publish_everything()
        assert read_head().seq == 0
    assert read_head().seq == 1


def test_a_database_that_was_not_prepared_is_told_as_such() -> None:
    guard.remove()
    Head.objects.all().delete()
    with pytest.raises(Head.DoesNotExist):
        read_head()
