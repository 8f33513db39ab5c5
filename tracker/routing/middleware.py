"""Reads each reader's request from one database: a replica that is new enough, else the primary (decision 044).

Whatever reads the record stands inside it. A replica that lacks what is asked, or can't be reached, shows while the
view works, and all of it is then asked again with another database. Nothing is written by readers, so that asking twice
does no harm; an answer is whole before it is sent.
"""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from companies.etags import newest_head_seen
from companies.record.ledger.revision import Head
from companies.record.reading.replica import Reading, ReplicaBehindError, current_reading, reading_from
from tracker.areas import is_admin
from tracker.database_faults import AWAY, fault_of, took_too_long
from tracker.routing.newest_shown import NewestShown
from tracker.routing.replicas import Replicas, StreamingReplica


class _AskAnother(HttpResponse):
    """What stands for the answer of a replica that could not give one; no reader sees it, and nobody keeps it."""

    status_code = 503


class ReplicaMiddleware:
    """Asks the replicas in turn, then the primary. Without replicas it is not used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self._replicas = Replicas(settings.REPLICAS)
        self._shown = NewestShown(settings.REDIS_URL, settings.SITE_URL)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_admin(request):
            return self._at_the_desk(request)
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        held = newest_head_seen(request)
        for alias in self._replicas.in_turn():
            response = self._read(request, Reading(alias, StreamingReplica(alias, held, self._shown)))
            if not isinstance(response, _AskAnother):
                return response
        return self._read(request, Reading(DEFAULT_DB_ALIAS))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Have another database asked where a replica failed; the primary's faults, and ours, stay what they are.

        A statement that took too long is not repeated: it would take as long elsewhere.
        """
        reading = current_reading()
        if reading is None or reading.replica is None:
            return None
        if isinstance(exception, ReplicaBehindError):
            return _AskAnother()
        if not isinstance(exception, Error) or took_too_long(exception):
            return None
        if fault_of(exception) is AWAY:
            self._replicas.rest(reading.database)
        return _AskAnother()

    def _read(self, request: HttpRequest, reading: Reading) -> HttpResponseBase:
        with reading_from(reading):
            response = self.get_response(request)
        # Where no head was read, nothing of the record is shown.
        if reading.head and not isinstance(response, _AskAnother):
            self._shown.note(reading.head, from_primary=reading.replica is None)
        return response

    def _at_the_desk(self, request: HttpRequest) -> HttpResponseBase:
        """Answer an editor from the primary; what she has published is then shown everywhere."""
        response = self.get_response(request)
        if request.method == "POST":
            with suppress(Error):  # what was saved is saved
                self._shown.note(Head.objects.values_list("seq", flat=True).get(pk=Head.ONLY), from_primary=True)
        return response
