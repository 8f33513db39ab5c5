"""The change feed as it is read: what differs, and nothing before the first revision."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q

from companies.models import Source
from companies.record.publishing.publish import publish
from companies.record.reading.changes import CORRECTED, changes_page, count_changes, count_corrections, differences
from companies.record.reading.ordering import ordering_of
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast
from tests.instant import BASE_INSTANT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_before_the_first_revision_there_is_nothing_to_tell() -> None:
    cast.source()
    cast.publish_everything()
    snapshot = take_snapshot(Clocks(known_at=BASE_INSTANT - timedelta(seconds=1)))
    assert changes_page(snapshot, Q(), ordering_of("recorded_at"), 10).changes == []
    assert count_changes(snapshot, Q()) == 0


def test_a_first_revision_tells_every_key_as_new() -> None:
    cast.source()
    cast.publish_everything()
    [change] = changes_page(take_snapshot(Clocks()), Q(), ordering_of("recorded_at"), 10).changes
    assert change.fields["title"] == {"old": None, "new": "What the Gazette says"}


def test_corrections_are_listed_and_counted_by_the_index_that_holds_them_alone() -> None:
    cast.source()
    cast.publish_everything()
    Source.objects.update(title="What the Gazette said")
    publish([Source.objects.get()], cause="correction", note="It was misread.")
    snapshot = take_snapshot(Clocks())
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        changes_page(snapshot, CORRECTED, ordering_of("-recorded_at"), 10)
        assert count_corrections(snapshot, Q()) == 1
    listing, counting = asked[0], asked[-1]
    assert ["entry_corrected" in _plan(*each) for each in (listing, counting)] == [True, True]


def test_a_correction_counts_from_its_revision_on() -> None:
    cast.source()
    cast.publish_everything()
    before = take_snapshot(Clocks())
    Source.objects.update(title="What the Gazette said")
    publish([Source.objects.get()], cause="correction", note="It was misread.")
    after = take_snapshot(Clocks())
    assert (count_corrections(before, Q()), count_corrections(after, Q())) == (0, 1)
    assert count_corrections(after, Q(kind="law")) == 0


def _plan(statement: str, parameters: Any) -> str:
    """Return how the database finds what a query asks for, with its values apart as they are sent."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {statement}", parameters)
            return " ".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return " ".join(row[3] for row in cursor.fetchall())


def test_what_is_the_same_is_not_told() -> None:
    assert differences({"a": 1, "b": 2}, {"b": 2, "c": 3}) == {
        "a": {"old": 1, "new": None},
        "c": {"old": None, "new": 3},
    }


NEVER_GIVEN: list[tuple[str, list[Any]]] = [
    ("recorded_at", ["2026-12-31T12:00:00", 1]),
    ("recorded_at", ["2026-12-31T12:00:00+00:00", -1]),
    ("recorded_at", ["2026-12-31T12:00:00+00:00"]),
    ("slug", [1]),
    ("version", [True]),
]


@pytest.mark.parametrize(("name", "values"), NEVER_GIVEN)
def test_a_sort_value_that_was_never_given_out_is_refused(name: str, values: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ordering_of(name).parse(values)
