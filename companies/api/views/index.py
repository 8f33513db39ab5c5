"""``/api/v1/``: every list, with the addresses that go with it, as one list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from companies.api.conditional import FRESH, put_caching
from companies.api.rendering import render_index
from companies.api.schema.components import list_name
from companies.api.schema.parameters import index_parameters
from companies.api.schema.responses import index_responses
from companies.api.schema.tags import TAGS
from companies.api.views.record_view import JSON, RecordView
from companies.record.query.parameters import CLOCKS, FRESHNESS, ParsedQuery, ValidatedQuery, parse_item
from companies.record.reading.addresses import absolute, with_query
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import PLURALS


class IndexView(RecordView):
    """The lists of this version, at the clocks that are asked for."""

    kind = "jurisdiction"  # any kind: of an index the clocks alone are read

    def describe(self) -> dict[str, Any]:
        """Return OpenAPI's operation."""
        return {
            "operationId": "index",
            "summary": "All lists",
            "description": "Each with its addresses, which keep the clocks that are asked for.",
            "tags": ["index"],
            "parameters": index_parameters(),
            "responses": index_responses(),
        }

    @staticmethod
    def caching(response: HttpResponse, snapshot: Snapshot) -> None:
        """Keep it for a minute whatever was asked: a later release may have more lists."""
        put_caching(response, snapshot)
        response["Cache-Control"] = FRESH

    def parse(self, request: HttpRequest, key: str) -> ParsedQuery:
        """Take the clocks."""
        return parse_item(self.kind, request.GET, names=(*CLOCKS, *FRESHNESS))

    def respond(self, request: HttpRequest, validated: ValidatedQuery, key: str) -> HttpResponse:
        """Return the lists."""
        clocks = validated.canonical_query
        rows = [_entry(kind, plural, clocks) for kind, plural in PLURALS.items()]
        rows.append(_entry("change", "changes", clocks))
        return HttpResponse(render_index(rows, validated.snapshot), content_type=JSON)


def _entry(kind: str, plural: str, clocks: str) -> dict[str, str]:
    """Return one list: its own address, and what there is about it."""
    address = absolute(reverse(f"api:{plural}"))
    entry = {"kind": kind, "title": TAGS[plural], "api_url": with_query(address, clocks)}
    if kind in PLURALS:
        changes = absolute(reverse("api:changes"))
        entry["item"] = with_query(f"{address}{{key}}/", clocks)
        entry["history"] = with_query(f"{address}{{key}}/history/", clocks)
        entry["changes"] = with_query(changes, "&".join([f"kind={kind}", *filter(None, [clocks])]))
    entry["schema"] = absolute(reverse("api:schema")) + f"#/components/schemas/{list_name(kind)}"
    entry["reference"] = with_query(absolute(reverse("api:reference")), clocks) + f"#{plural}"
    return entry
