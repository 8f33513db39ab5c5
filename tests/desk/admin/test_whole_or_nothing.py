"""A fault at any statement of a publishing that the desk asked for leaves nothing half-written (R06)."""

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
from tests import cast
from tests.desk.admin.screen import changed, form_of, publish_at_desk

pytestmark = pytest.mark.django_db

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
