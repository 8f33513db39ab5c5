"""Answers for what went wrong: a page for readers and editors, a problem (RFC 9457) under /api/.

They say what happened and the way out, and nothing from inside: no trace, path, query or version (S26).
The page of a 500 is a template that needs neither database nor request.
"""

import logging
import sys

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.api.problems import problem_response
from tracker.areas import is_api
from tracker.database_faults import BUSY, RETRY_AFTER_SECONDS, DatabaseFault, fault_of

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: Django could not make sense of the request (a foreign Host, a forged path, too many fields)."""
    return _answer(request, 400, "bad-request", "Bad request", "The request could not be understood.")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: an editor may not do that."""
    return _answer(request, 403, "forbidden", "Forbidden", "You may not do that.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form at the desk came without its token."""
    return _answer(
        request, 403, "forbidden", "Forbidden", "This form is too old. Go back, load the page again and send it anew."
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is at this address. A view's own words are kept, the resolver's are not."""
    detail = "Nothing is at this address."
    if isinstance(exception, Http404) and exception.args and isinstance(exception.args[0], str):
        detail = exception.args[0] or detail
    return _answer(request, 404, "not-found", "Not found", detail)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours, or 503 for one that passes (Django calls this while the exception is handled).

    It can't fail in turn: where the page can't be made, a line of text stands for it.
    """
    if fault := fault_of(sys.exception()):
        try:
            return unavailable(request, fault)
        except Exception:
            logger.exception("The answer to a fault of the database could not be made")
            return HttpResponse(f"{fault.clause}\n", status=503, content_type="text/plain; charset=utf-8")
    title, detail = "Server error", "Something went wrong on our side."
    try:
        return _answer(request, 500, "server-error", title, detail)
    except Exception:
        logger.exception("The answer to a fault could not be made")
        return HttpResponse(f"{title}. {detail}\n", status=500, content_type="text/plain; charset=utf-8")


def unavailable(request: HttpRequest, fault: DatabaseFault) -> HttpResponse:
    """503: the database can't do it now. What was sent is not saved, and may be sent again."""
    saying = not is_api(request) and request.method == "POST"
    clause = _("nothing was saved: %(fault)s") % {"fault": fault.clause} if saying else str(fault.clause)
    detail = f"{capfirst(clause)}."
    title = "Busy" if fault is BUSY else "Unavailable"
    response = _answer(request, 503, fault.code, title, detail, fault=fault)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def content_too_large(request: HttpRequest) -> HttpResponse:
    """413: the body is longer than anything this address takes."""
    return _answer(request, 413, "content-too-large", "Content too large", "The body is too large.", page=400)


def uri_too_long(request: HttpRequest) -> HttpResponse:
    """414: the request line is longer than 4 kB."""
    return _answer(request, 414, "uri-too-long", "URI too long", "The address is longer than 4 kB.", page=400)


def _answer(
    request: HttpRequest,
    status: int,
    code: str,
    title: str,
    detail: str,
    page: int | None = None,
    fault: DatabaseFault | None = None,
) -> HttpResponse:
    """A problem under /api/, else the page of `page` (of the status itself where that has one)."""
    if is_api(request):
        return problem_response(request, status, code, title, detail)
    context = {"status": status, "title": title, "detail": detail, "sent": request.method == "POST", "fault": fault}
    body = render_to_string(f"pages/errors/{page or status}.html", context)
    return HttpResponse(body, status=status)
