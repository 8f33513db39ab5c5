"""One item of the record, by its address: 200, or 410 with its tombstone, or 404, judged at ``known_at``."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from companies.api.problems import not_found
from companies.api.rendering import render_items
from companies.api.schema.parameters import item_parameters
from companies.api.schema.responses import item_responses
from companies.api.views.record_view import JSON, RecordView
from companies.record.query.parameters import ParsedQuery, ValidatedQuery, parse_item
from companies.record.reading import read
from companies.vocabulary import PLURALS


class ItemView(RecordView):
    """The newest revision as known then."""

    def describe(self) -> dict[str, Any]:
        """Return OpenAPI's operation."""
        return {
            "operationId": self.kind,
            "summary": f"One of the {PLURALS[self.kind]}",
            "description": "As known then; 410 with the reason where it was taken back.",
            "tags": [PLURALS[self.kind]],
            "parameters": item_parameters(self.kind),
            "responses": item_responses(self.kind),
        }

    def parse(self, request: HttpRequest, key: str) -> ParsedQuery:
        """Take clocks and a choice of fields."""
        return parse_item(self.kind, request.GET)

    def respond(self, request: HttpRequest, validated: ValidatedQuery, key: str) -> HttpResponse:
        """Return the document with its ``record``."""
        item = read.find(validated.snapshot, self.kind, key)
        if item is None:
            return not_found(request)
        return HttpResponse(
            render_items([item], validated)[0], status=410 if item.retracted else 200, content_type=JSON
        )
