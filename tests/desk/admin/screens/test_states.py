"""The states of rows: told in every list, and each list can be narrowed to one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from tests import cast
from tests.desk.rows import make_rows, one_in_each_state, rows_shown
from tests.desk.screen import (
    list_address,
)

pytestmark = pytest.mark.django_db


KINDS = list(MODELS.values())


@pytest.mark.parametrize("state", ["draft", "published", "changed", "retracted"])
def test_the_filter_by_state_keeps_that_state(ada: Client, state: str) -> None:
    one_in_each_state(ada)
    assert rows_shown(ada, Company, f"?state={state}") == {state}


def test_each_row_of_a_list_tells_its_state(ada: Client) -> None:
    one_in_each_state(ada)
    page = ada.get(list_address(Company)).content.decode()
    for word in ("draft", "published", "changed since", "retracted"):
        assert f'<td class="field-state">{word}</td>' in page


def test_a_state_that_is_none_filters_nothing(ada: Client) -> None:
    cast.company()
    assert rows_shown(ada, Company, "?state=nonsense") == {"acme"}


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind_name)
def test_the_queries_of_a_list_do_not_grow_with_its_rows(ada: Client, model: type[DeskRow]) -> None:
    make_rows("one")
    with CaptureQueriesContext(connection) as few:
        ada.get(list_address(model))
    for number in range(5):
        make_rows(f"more-{number}")
    with CaptureQueriesContext(connection) as many:
        ada.get(list_address(model))
    assert len(many) == len(few)
