"""What publishing would write is what is written: plans, their digests, the causes that a set can take."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from companies.desk.admin.screens.confirmation import confirmation_address
from companies.models import Entry, Head, Publication, Reference, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing.states import state_of
from tests import cast
from tests.desk.screen import act, changed, form_of, publish_at_desk

pytestmark = pytest.mark.django_db


def test_nothing_is_written_by_looking(ada: Client) -> None:
    stance = cast.stance()
    answer = ada.get(confirmation_address("publish", [("stance", stance.slug)]))
    assert answer.status_code == 200
    assert not Revision.objects.exists()


def test_causes_are_offered_that_the_set_can_take(ada: Client) -> None:
    stance = cast.stance()
    address = confirmation_address("publish", [("stance", stance.slug)])
    first = ada.get(address).content.decode()
    assert 'value="company_acted"' in first
    assert 'value="correction"' not in first
    publish_at_desk(ada, stance)
    stance.summary = "It says that it never will."
    stance.save()
    later = ada.get(address).content.decode()
    assert 'value="company_acted"' not in later
    assert 'value="correction"' in later


def test_the_plan_tells_technical_revisions_and_what_they_change(ada: Client) -> None:
    first = cast.stance()
    publish_at_desk(ada, first)
    second = cast.stance("acme-data-act-user-data-2021", position="complies", announced_on="2021")
    page = ada.get(confirmation_address("publish", [("stance", second.slug)])).content.decode()
    assert "stored anew, because another row moves" in page
    assert first.slug in page
    assert "In force until" in page


def test_a_row_saved_since_the_plan_was_shown_is_not_published(ada: Client) -> None:
    stance = cast.stance()
    form = form_of(ada.get(confirmation_address("publish", [("stance", stance.slug)])), "digest")
    stance.summary = "Somebody else wrote this."
    stance.save()
    answer = ada.post(reverse("admin:publish"), changed(form, cause="company_acted"))
    assert answer.status_code == 409
    assert "Somebody has saved or published since" in answer.content.decode()
    assert not Revision.objects.exists()
    again = changed(form_of(answer, "digest"), cause="company_acted")
    assert ada.post(reverse("admin:publish"), again).status_code == 302


def test_a_neighbour_published_since_the_plan_was_shown_is_caught_too(ada: Client, ben: Client) -> None:
    first = cast.stance()
    publish_at_desk(ada, first)
    second = cast.stance("acme-data-act-user-data-2021", announced_on="2021")
    form = form_of(ada.get(confirmation_address("publish", [("stance", second.slug)])), "digest")
    publish_at_desk(ben, cast.stance("acme-data-act-user-data-2022", announced_on="2022"))
    assert ada.post(reverse("admin:publish"), changed(form, cause="company_acted")).status_code == 409
    assert state_of(second) == "draft"


def test_a_forged_digest_publishes_nothing(ada: Client) -> None:
    answer = act(ada, "publish", [cast.stance()], cause="company_acted", digest="0" * 64)
    assert answer.status_code == 409
    assert not Revision.objects.exists()


MOST_STATEMENTS = 400


class Breaker:
    """Lets statements pass until the one that is to fail."""

    def __init__(self, fails_at: int) -> None:
        self.left = fails_at
        self.broke = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            self.broke = True
            raise OperationalError("the statement failed")
        return execute(sql, params, many, context)


@contextmanager
def broken_at(number: int) -> Iterator[Breaker]:
    """Make statement ``number`` of the block fail."""
    breaker = Breaker(number)
    with connection.execute_wrapper(breaker):
        yield breaker


def written() -> tuple[Any, ...]:
    """Everything that a publishing writes."""
    tables = [list(model._default_manager.order_by("pk").values()) for model in (Revision, Entry, Reference)]
    return (*tables, Head.objects.values().get(), Publication.objects.count(), LogEntry.objects.count())


@pytest.mark.parametrize("act", ["publish", "retract"])
def test_a_fault_at_any_statement_leaves_nothing_half_written(ada: Client, act: str) -> None:
    ada.raise_request_exception = False
    first = cast.stance()
    publish_at_desk(ada, first)
    row = cast.stance("acme-data-act-user-data-2021", announced_on="2021") if act == "publish" else first
    shown = ada.get(confirmation_address(act, [("stance", row.slug)]))
    form = changed(form_of(shown, "digest"), cause="company_acted", note="On purpose.")
    before, number = written(), 0
    while True:
        number += 1
        assert number < MOST_STATEMENTS
        with broken_at(number) as breaker:
            answer = ada.post(reverse(f"admin:{act}"), form)
        if not breaker.broke:
            break
        assert answer.status_code == 500
        assert written() == before
    assert answer.status_code == 302
    assert number > 20
    assert len(written()[0]) > len(before[0])
    assert not list(record_faults())
