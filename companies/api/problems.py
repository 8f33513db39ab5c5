"""Errors as problem+json (RFC 9457): what happened, the way out, and nothing from inside (A04, S26)."""

import logging
import secrets
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from companies.api.problem_types import PROBLEM_TYPES, type_url
from companies.record.query.errors import ParameterError

MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger(__name__)

_CODES: dict[type[exceptions.APIException], str] = {
    exceptions.MethodNotAllowed: "method-not-allowed",
    exceptions.NotAcceptable: "not-acceptable",
    exceptions.UnsupportedMediaType: "unsupported-media-type",
    exceptions.ParseError: "bad-request",
}


def problem_response(
    request: HttpRequest, status: int, code: str, title: str, detail: str, **extra: Any
) -> HttpResponse:
    """Return one problem of type ``code`` (a key of ``PROBLEM_TYPES``).

    ``extra``: members of its own. ``instance`` is new with each response; that of a 500 stands in the log too.
    """
    instance = new_request_id()
    if status >= 500:
        _log.error("Answered %s to request %s", status, instance)
    body = {"type": type_url(code), "title": title, "status": status, "detail": detail, **extra, "instance": instance}
    response = HttpResponse(orjson.dumps(body), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def new_request_id() -> str:
    """Return what one response can be named by. It says nothing of who asked."""
    return f"req-{secrets.token_hex(8)}"


def parameter_problem(request: HttpRequest, error: ParameterError) -> HttpResponse:
    """Return 400 for a parameter that is refused, naming it, what is allowed, and the nearest spelling."""
    extra: dict[str, Any] = {"parameter": error.parameter}
    if error.allowed:
        extra["allowed"] = error.allowed
    if error.suggestion:
        extra["suggestion"] = error.suggestion
    return problem_response(request, 400, error.code, error.title, error.detail, **extra)


def not_found(request: HttpRequest) -> HttpResponse:
    """Return 404. It says the same of what is a draft, of what is published later, and of what never was."""
    return typed_problem(request, "not-found", "Nothing is at this address, as known at the instant asked for.")


def typed_problem(request: HttpRequest, code: str, detail: str = "") -> HttpResponse:
    """Return a problem with the status and title of its type."""
    problem = PROBLEM_TYPES[code]
    return problem_response(request, problem.status, code, problem.title, detail or problem.meaning)


def problem_of(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Return the problem that an exception of a view stands for; None for one that is a fault of ours."""
    if isinstance(error, ParameterError):
        return parameter_problem(request, error)
    if isinstance(error, Http404):
        return not_found(request)
    for kind, code in _CODES.items():
        if isinstance(error, kind):
            return typed_problem(request, code)
    return None
