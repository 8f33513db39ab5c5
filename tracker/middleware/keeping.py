"""Keeps whole answers, in the form in which they are sent, so that one is made and compressed once (decision 041)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from companies.kept_answers import keep_answer
from tracker.areas import is_admin


class KeepingMiddleware:
    """Stands just outside of compression. What may be kept is said where an answer is made; nothing of the desk may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and request.method in ("GET", "HEAD") and not is_admin(request):
            keep_answer(response)
        return response
