"""A world of a thousand answers: it is sound, all who are asked answer alike, and nothing is read that need not be."""

import json
from typing import Any, ClassVar

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext, modify_settings
from rest_framework.test import APIRequestFactory

from bench.naive.filling import fill
from bench.naive.views import ChangeView, CompanyView, StanceView
from bench.plans import full_scans
from bench.probes import Oracle, differences, make_probes
from bench.routes import Route, routes
from bench.told import keys, number
from bench.world.making import make_world
from bench.world.shape import shape_of
from companies.record.ledger.revision import Revision
from companies.record.ledger.verify import record_faults

MOST_QUERIES = 12
"""Of any answer (R20)."""
HOLDS_MOST = ("page: matrix",)
"""Of a small world it shows most companies and laws, so that walking through is the quickest way to them."""
PROBES = 60


class SmokeTest(TestCase):
    """One ordinary world for all tests of this file."""

    facts: ClassVar[dict[str, Any]]

    @classmethod
    def setUpTestData(cls) -> None:
        """Make the world."""
        cls.facts = dict(make_world(shape_of(1_000)))

    def routes(self) -> list[Route]:
        """Return all that is asked of the world."""
        return routes(self.facts)

    def ours(self, route: Route) -> bytes:
        """Ask the product."""
        answer = self.client.get(route.ours)
        assert answer.status_code == 200, (route.name, answer.status_code, answer.content[:500])
        return answer.content

    def test_the_world_is_accepted_as_a_whole_record(self) -> None:
        assert list(record_faults()) == []

    def test_the_world_holds_what_a_record_holds(self) -> None:
        causes = set(Revision.objects.values_list("cause", flat=True))
        assert causes == {"company_acted", "new_evidence", "correction", "technical", "retraction"}
        kinds = set(Revision.objects.values_list("kind", flat=True))
        assert kinds == {"jurisdiction", "source", "company", "law", "stance", "figure", "check"}

    @modify_settings(INSTALLED_APPS={"append": "bench.naive"})
    def test_the_naive_peer_gives_the_same_rows_in_the_same_order(self) -> None:
        fill()
        compared = [route for route in self.routes() if route.naive]
        for route in compared:
            ours, naive = json.loads(self.ours(route)), _naive(route)
            assert keys(ours, changes=route.is_changes) == keys(naive, changes=route.is_changes), route.name
            if route.counts:
                assert number(ours) == number(naive), route.name
        assert len(compared) > 15

    def test_random_questions_are_answered_as_a_walk_over_all_entries_answers_them(self) -> None:
        oracle = Oracle()
        found = [line for probe in make_probes(oracle, PROBES) for line in differences(probe)]
        assert found == []

    def test_no_route_walks_through_a_table_that_grows_with_the_record(self) -> None:
        found = {}
        for route in self.routes():
            with CaptureQueriesContext(connection) as captured:
                self.ours(route)
            statements = [query["sql"] for query in captured.captured_queries]
            if route.name not in HOLDS_MOST and (
                walked := [table for statement in statements for table in full_scans(statement)]
            ):
                found[route.name] = walked
        assert found == {}

    def test_a_walk_through_a_whole_table_is_seen_in_its_plan(self) -> None:
        with CaptureQueriesContext(connection) as captured:
            assert not Revision.objects.filter(note="Nobody ever wrote this.").exists()
        assert [full_scans(query["sql"]) for query in captured.captured_queries] == [["companies_revision"]]

    def test_no_route_takes_more_queries_than_any_answer_may(self) -> None:
        found = {}
        for route in self.routes():
            with CaptureQueriesContext(connection) as captured:
                self.ours(route)
            if len(captured) > MOST_QUERIES:
                found[route.name] = len(captured)
        assert found == {}


class HostileTest(TestCase):
    """The world that makes reading hard."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Make the world."""
        make_world(shape_of(1_000, hostile=True))

    def test_the_world_is_accepted_as_a_whole_record(self) -> None:
        assert list(record_faults()) == []

    def test_random_questions_are_answered_as_a_walk_over_all_entries_answers_them(self) -> None:
        oracle = Oracle()
        found = [line for probe in make_probes(oracle, PROBES) for line in differences(probe)]
        assert found == []


def _naive(route: Route) -> dict[str, Any]:
    """Ask the naive peer."""
    request = APIRequestFactory().get(route.naive)
    place, slug = route.naive.partition("?")[0].strip("/").partition("/")[::2]
    view = {"stances": StanceView, "companies": CompanyView, "changes": ChangeView}[place]
    answer = view.as_view({"get": "retrieve"})(request, slug=slug) if slug else view.as_view({"get": "list"})(request)
    assert answer.status_code == 200, (route.name, answer.status_code)
    body: dict[str, Any] = json.loads(answer.render().content)
    return body
