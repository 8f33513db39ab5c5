"""The states of rows: told in every list, and each list can be narrowed to one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Source
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.stored_states import store_all_unknown
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


def queries_of(ada: Client, model: type[DeskRow], query: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert ada.get(list_address(model) + query).status_code == 200
    return [each["sql"] for each in asked.captured_queries]


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind_name)
def test_a_list_in_a_state_and_its_count_are_found_by_an_index(ada: Client, model: type[DeskRow]) -> None:
    asked = [sql for sql in queries_of(ada, model, "?state=changed") if "\"desk_state\" = 'changed'" in sql]
    assert len(asked) == 2
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            # In a table without rows every index costs the same: the others are taken from the planner.
            cursor.execute(
                "UPDATE pg_index SET indisvalid = false WHERE indrelid = %s::regclass AND NOT indisprimary "
                "AND indexrelid <> %s::regclass",
                [model._meta.db_table, f"{model.kind_name}_by_state"],
            )
        for sql in asked:
            cursor.execute(f"{'EXPLAIN' if connection.vendor == 'postgresql' else 'EXPLAIN QUERY PLAN'} {sql}")
            plan = "\n".join(str(line) for line in cursor.fetchall())
            assert f"{model.kind_name}_by_state" in plan, plan
            assert "TEMP B-TREE" not in plan, plan
            assert "Sort" not in plan, plan


@pytest.mark.parametrize("state", ["draft", "published", "changed", "retracted"])
def test_the_queries_of_a_list_in_a_state_are_the_same_for_twenty_rows_and_for_four_hundred(
    ada: Client, state: str
) -> None:
    def fill(number: int) -> None:
        rows = [cast.source(f"{name}-{number}-{place}") for name in ("a", "b", "c") for place in range(number // 4)]
        publish(rows, cause="new_evidence")
        retract([row.record_key for row in rows if row.slug.startswith("c")], note="There is no such source.")
        Source.objects.filter(slug__startswith=f"b-{number}-").update(title="Another title")
        for place in range(number // 4):
            cast.source(f"d-{number}-{place}")
        store_all_unknown()

    fill(20)
    few = queries_of(ada, Source, f"?state={state}")
    fill(400)
    many = queries_of(ada, Source, f"?state={state}")
    assert len(many) == len(few)
    assert not any("companies_revision" in sql for sql in many)
