"""Lists of the record: the rows of a kind, the revisions of a row, and the changes of all."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from companies.api.links import link_header, next_url, previous_url
from companies.api.problems import not_found
from companies.api.rendering import render_changes, render_items, render_list
from companies.api.schema.parameters import history_parameters, list_parameters
from companies.api.schema.responses import history_responses, list_responses
from companies.api.views.record_view import JSON, RecordView
from companies.record.query.parameters import ParsedQuery, ValidatedQuery, parse_history, parse_list
from companies.record.reading import changes, read
from companies.record.reading.read import Page
from companies.vocabulary import PLURALS


class ListView(RecordView):
    """The rows of one kind."""

    def describe(self) -> dict[str, Any]:
        """Return OpenAPI's operation."""
        return {
            "operationId": PLURALS[self.kind],
            "summary": f"All {PLURALS[self.kind]}",
            "description": "Values within a filter are “or”, filters among themselves “and”.",
            "tags": [PLURALS[self.kind]],
            "parameters": list_parameters(self.kind),
            "responses": list_responses(self.kind),
        }

    def parse(self, request: HttpRequest, key: str) -> ParsedQuery:
        """Take the kind's filters, clocks, order, fields and paging."""
        return parse_list(self.kind, request.GET)

    def respond(self, request: HttpRequest, validated: ValidatedQuery, key: str) -> HttpResponse:
        """Return one page of documents."""
        page = read.page(
            validated.snapshot, self.kind, validated.condition, validated.order, validated.size, validated.start
        )
        rows = render_items(page.items, validated)
        return _listed(
            request, validated, page, rows, count=lambda: read.count(validated.snapshot, self.kind, validated.condition)
        )


class HistoryView(RecordView):
    """Every revision of a row known then, newest first, tombstones among them."""

    def describe(self) -> dict[str, Any]:
        """Return OpenAPI's operation."""
        return {
            "operationId": f"{self.kind}_history",
            "summary": f"The history of one of the {PLURALS[self.kind]}",
            "description": "Every revision known then, newest first, tombstones among them.",
            "tags": [PLURALS[self.kind]],
            "parameters": history_parameters(self.kind),
            "responses": history_responses(self.kind),
        }

    def parse(self, request: HttpRequest, key: str) -> ParsedQuery:
        """Take clocks, fields and paging."""
        return parse_history(self.kind, key, request.GET)

    def respond(self, request: HttpRequest, validated: ValidatedQuery, key: str) -> HttpResponse:
        """Return one page of revisions; 404 where none was known."""
        page = read.history_page(validated.snapshot, self.kind, key, validated.size, validated.start)
        if not page.items and read.published_state(validated.snapshot, self.kind, key) is None:
            return not_found(request)
        rows = render_items(page.items, validated)
        return _listed(
            request, validated, page, rows, count=lambda: read.count_history(validated.snapshot, self.kind, key)
        )


class ChangesView(RecordView):
    """The change feed: one entry a revision, in order, gapless, with what differs from the one before."""

    kind = "change"

    def describe(self) -> dict[str, Any]:
        """Return OpenAPI's operation."""
        return {
            "operationId": "changes",
            "summary": "All changes",
            "description": "One entry a revision, gapless. Keep the last “seq”, and ask again with “after”.",
            "tags": ["changes"],
            "parameters": list_parameters(self.kind),
            "responses": list_responses(self.kind),
        }

    def parse(self, request: HttpRequest, key: str) -> ParsedQuery:
        """Take the feed's filters, clocks, order, fields and paging."""
        return parse_list(self.kind, request.GET)

    def respond(self, request: HttpRequest, validated: ValidatedQuery, key: str) -> HttpResponse:
        """Return one page of changes."""
        found = changes.changes_page(
            validated.snapshot, validated.condition, validated.order, validated.size, validated.start
        )
        rows = render_changes(found.changes, validated)
        return _listed(
            request,
            validated,
            found.page,
            rows,
            count=lambda: changes.count_changes(validated.snapshot, validated.condition),
        )


def _listed(
    request: HttpRequest, validated: ValidatedQuery, page: Page, rows: list[bytes], *, count: Callable[[], int]
) -> HttpResponse:
    following, preceding = next_url(request.path, validated, page), previous_url(request.path, validated, page)
    body = render_list(
        rows,
        validated.snapshot,
        next_url=following,
        previous_url=preceding,
        count=count() if validated.count else None,
    )
    response = HttpResponse(body, content_type=JSON)
    if link := link_header(following, preceding):
        response["Link"] = link
    return response
