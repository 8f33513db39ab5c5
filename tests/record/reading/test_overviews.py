"""What is in the record, whatever the day: numbers, names, newest changes."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from companies import clock as product_clock
from companies.models import Company
from companies.record.publishing.publish import publish, retract
from companies.record.reading import overviews, totals
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast

pytestmark = pytest.mark.django_db


def test_before_anything_was_published_there_is_nothing(clock: datetime) -> None:
    snapshot = take_snapshot(Clocks())
    assert overviews.all_names(snapshot, {}, ["company"], 10) == {}
    assert overviews.newest_keys(snapshot, ["company"], 10) == []


def test_too_many_names_are_no_choice_and_are_not_read(
    clock: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.stance("acme-2018", announced_on="2018-05-01")
    cast.publish_everything()
    snapshot = take_snapshot(Clocks())
    counts = totals.counts_of_kinds(snapshot)
    assert overviews.all_names(snapshot, counts, ["company", "law"], 1) == {
        "company": {"acme": "Acme"},
        "law": {"data-act": "Data Act (Freedonia)"},
    }
    cast.company("hooli")
    cast.publish_everything(note="One more.")
    snapshot = take_snapshot(Clocks())
    few = overviews.all_names(snapshot, totals.counts_of_kinds(snapshot), ["company", "law"], 1)
    assert few == {"law": {"data-act": "Data Act (Freedonia)"}}
    with django_assert_num_queries(0):
        assert overviews.all_names(snapshot, counts, ["law"], 0) == {}
    with django_assert_num_queries(2):
        assert overviews.names_if_few(snapshot, "law", 1) == {"data-act": "Data Act (Freedonia)"}
        assert overviews.names_if_few(snapshot, "company", 1) == {}
    assert overviews.names_of(snapshot, "company", {"acme"}) == {"acme": "Acme"}


def test_services_are_named_as_known_then(clock: datetime) -> None:
    acme = cast.company()
    cast.company("acme-mail", kind="service", parent=acme)
    with product_clock.fixed(clock - timedelta(hours=1)):
        cast.publish_everything()
    Company.objects.filter(slug="acme-mail").update(name="Acme Post")
    publish([Company.objects.get(slug="acme-mail")], cause="new_evidence", note="It has a new name.")
    then = take_snapshot(Clocks(known_at=clock - timedelta(minutes=30)))
    assert overviews.services_of(then, "acme") == {"acme-mail": "Acme Mail"}
    assert overviews.services_of(take_snapshot(Clocks()), "acme") == {"acme-mail": "Acme Post"}


def test_what_changed_last_comes_first_and_what_was_retracted_not_at_all(clock: datetime) -> None:
    cast.stance("acme-2018", announced_on="2018-05-01")
    with product_clock.fixed(clock - timedelta(hours=2)):
        cast.publish_everything()
    with product_clock.fixed(clock - timedelta(hours=1)):
        retract([("stance", "acme-2018")], note="Taken back.")
    publish([cast.company("hooli")], cause="new_evidence")
    snapshot = take_snapshot(Clocks())
    assert overviews.newest_keys(snapshot, ["company", "stance"], 10) == [
        ("company", "hooli", clock),
        ("company", "acme", clock - timedelta(hours=2)),
    ]
    assert totals.counts_of_kinds(snapshot)["company"] == 2
    assert overviews.places_of_laws(snapshot) == {"data-act": "/freedonia/"}
