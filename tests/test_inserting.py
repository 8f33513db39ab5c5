"""Rows are inserted as `bulk_create` would insert them, by few statements however many there are."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from companies.inserting import insert_objects
from companies.models import Figure, Law
from companies.models.slug import Slug
from companies.record.ledger.revision import Floor
from tests import cast

pytestmark = pytest.mark.django_db

INSTANT = datetime(2026, 12, 31, 12, 0, 0, 1, tzinfo=UTC)


def values(model: type[models.Model]) -> list[dict[str, Any]]:
    return [{**row, "id": None} for row in model._default_manager.order_by("pk").values()]


def made(kind: str) -> list[models.Model]:
    """Return unsaved rows with columns of every sort: texts, numbers, none, instants, lists, keys of others."""
    if kind == "law":
        place = cast.place()
        fields = {"name": "Ünïcode 法", "short_name": "%s {} '\"", "kind": "statute", "summary": "So."}
        return [Law(slug=f"act-{n}", jurisdiction=place, demands=["user_data", "é"], **fields) for n in range(3)]
    if kind == "figure":
        company, place, source = cast.company(), cast.place(), cast.source()
        who = {"company": company, "jurisdiction": place, "source": source, "unit": "requests"}
        when = {"period_from": "2020-01", "period_to": "2020-06"}
        return [
            Figure(**who, **when, request_type=name, received=n) for n, name in enumerate(["user_data", "emergency"])
        ]
    return [Floor(instant=INSTANT) for _ in range(3)]


@pytest.mark.parametrize(("kind", "model"), [("law", Law), ("figure", Figure), ("floor", Floor)])
def test_what_is_inserted_is_what_django_would_insert(kind: str, model: type[models.Model]) -> None:
    rows = made(kind)
    insert_objects(rows)
    ours = values(model)
    assert len(ours) == len(rows)
    assert not any(row._state.adding for row in rows)
    model._default_manager.filter(pk__gte=0)._raw_delete("default")
    for row in rows:
        row.pk, row._state.adding = None, True
    model._default_manager.bulk_create(rows)
    assert values(model) == ours


def test_a_thousand_rows_are_one_query_and_none_is_no_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        insert_objects([])
        insert_objects(Slug(kind="source", slug=f"gazette-{number}") for number in range(1000))
    assert len(queries) == 1
    assert Slug.objects.count() == 1000


def test_rows_that_are_made_as_they_are_taken_are_written_before_all_are_made() -> None:
    written: list[int] = []

    def slugs() -> Iterator[Slug]:
        for number in range(3001):
            if number % 1000 == 0:
                written.append(Slug.objects.count())
            yield Slug(kind="source", slug=f"gazette-{number}")

    insert_objects(slugs())
    assert written == [0, 0, 0, 3000]
    assert Slug.objects.count() == 3001
