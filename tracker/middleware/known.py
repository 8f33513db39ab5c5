"""Answers addresses that were answered before, where nothing need be made, before anything else is asked of them.

It stands inside the headers, the limits and compression, which every answer needs, and outside all that reads an
address: the redirect to https, the judgement of the host, the static files, the way to a view (decision 041).
"""

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from companies.known_addresses import answer_known, learn
from companies.record.reading.head import one_head
from companies.record.reading.replica import ReplicaBehindError
from tracker.areas import is_admin


class KnownAddressesMiddleware:
    """Learns an address from the view that answers it, and answers it itself from then on where it can."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_admin(request):
            return self.get_response(request)
        # Where the answer turns out not to be there, it is made at the head that was read to find that out.
        with one_head():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        try:
            known = answer_known(request)
        except (ReplicaBehindError, Error):
            known = None  # the view raises it again, where another database is then asked
        if known is not None:
            if known.status_code == 200:
                known["Content-Length"] = str(len(known.content))
            return known
        response = self.get_response(request)
        if isinstance(response, HttpResponse):
            learn(request, response)
        return response
