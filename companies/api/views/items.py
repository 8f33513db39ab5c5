"""One item of the record, by its address: 200, or 410 with its tombstone, or 404, judged at ``known_at``."""

from django.http import HttpRequest, HttpResponse

from companies.api.problems import not_found
from companies.api.rendering import render_item
from companies.api.views.record_view import JSON, RecordView
from companies.record import read
from companies.record.parameters import Asked, Opened, open_item


class ItemView(RecordView):
    """The newest revision as known then."""

    def open(self, request: HttpRequest, key: str) -> Opened:
        """Take clocks and a choice of fields."""
        return open_item(self.kind, request.GET)

    def answer(self, request: HttpRequest, asked: Asked, key: str) -> HttpResponse:
        """Return the document with its ``record``."""
        item = read.find(asked.snapshot, self.kind, key)
        if item is None:
            return not_found(request)
        return HttpResponse(render_item(item, asked), status=410 if item.retracted else 200, content_type=JSON)
