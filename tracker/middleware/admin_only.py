"""Sessions, log-in, messages and CSRF exist under /admin/ and nowhere else (V02).

Readers' pages set no cookie, read none and answer a POST with 405 rather than a CSRF failure. The admin's
system checks accept these subclasses. Django's own CSRF middleware stays in the list by its own name, since
`check --deploy` looks for that; `CookielessReadersMiddleware` before it leaves it nothing to do for readers.
"""

from collections.abc import Callable

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tracker.areas import is_admin
from tracker.database_faults import fault_of


class CookielessReadersMiddleware:
    """Takes all cookies off a reader's request and off its answer, whatever the code behind it does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_admin(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        # Django's CSRF middleware leaves a request alone that is marked as judged.
        request.csrf_processing_done = True  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.cookies.clear()
        return response


class AdminSessionMiddleware(SessionMiddleware):
    """Django's sessions, under /admin/ only."""

    def process_request(self, request: HttpRequest) -> None:
        if is_admin(request):
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session. Where the database can't do that now, what the view has done is told all the same.

        It is saved already, and a refusal would say that it isn't; what is lost is a message, or a log-in.
        """
        if not is_admin(request):
            return response
        try:
            return super().process_response(request, response)
        except SessionInterrupted as error:
            if fault_of(error) is None:
                raise
            return response


class AdminAuthenticationMiddleware(AuthenticationMiddleware):
    """Django's log-in, under /admin/ only."""

    def process_request(self, request: HttpRequest) -> None:
        if is_admin(request):
            super().process_request(request)


class AdminMessageMiddleware(MessageMiddleware):
    """Django's messages, under /admin/ only."""

    def process_request(self, request: HttpRequest) -> None:
        if is_admin(request):
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return super().process_response(request, response) if is_admin(request) else response
