"""A query of the API that can be read: what its answer is judged by before the record is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import HttpRequest, HttpResponse

from companies.api.conditional import conditional, etag_of
from companies.conditional import bare_304, holds
from companies.kept_answers import find_answer, may_keep
from companies.record.query.parameters import ParsedQuery
from companies.record.reading.snapshot import Snapshot, take_snapshot

Caching = Callable[[HttpResponse, Snapshot], None]
"""Says on a response how long it may be kept by whoever gets it."""


@dataclass(frozen=True)
class OpenedQuery:
    """A query with its snapshot, at its address."""

    path: str
    parsed: ParsedQuery
    caching: Caching
    headers: Mapping[str, str]
    """What the view puts on each of its responses."""

    @cached_property
    def etag(self) -> str:
        """The ETag of a response of 200."""
        return etag_of(self.path, self.parsed)

    def ready_answer(self, request: HttpRequest) -> HttpResponse | None:
        """Return 304, or the answer as it was kept, or None where it must be made; reads no document."""
        ready: HttpResponse | None
        if holds(request, self.etag):
            ready = self._marked(bare_304())
        else:
            kept = find_answer(request, self.etag) if may_keep(self.parsed) else None
            ready = None if kept is None else self.finished(request, kept)
        if ready is not None:
            for name, value in self.headers.items():
                ready[name] = value
        return ready

    def ready_later(self, request: HttpRequest) -> HttpResponse | None:
        """Return the same for a later request at the same address, at the head of then."""
        snapshot = take_snapshot(self.parsed.snapshot.clocks)
        if snapshot == self.parsed.snapshot:
            return self.ready_answer(request)  # its ETag was made before
        return replace(self, parsed=replace(self.parsed, snapshot=snapshot)).ready_answer(request)

    def finished(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Put the validators on a response of 200, and judge the request's conditions."""
        return conditional(request, self._marked(response), self.parsed.snapshot.instant)

    def _marked(self, response: HttpResponse) -> HttpResponse:
        self.caching(response, self.parsed.snapshot)
        response["ETag"] = self.etag
        return response
