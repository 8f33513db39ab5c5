"""What all views of the record share: methods, negotiation, validators, problems (RFC 9110)."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.openapi import AutoSchema
from rest_framework.exceptions import NotAcceptable, UnsupportedMediaType
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.utils.mediatypes import media_type_matches, order_by_precedence
from rest_framework.views import APIView

from companies.api.conditional import put_caching
from companies.api.opened_query import OpenedQuery
from companies.api.problems import problem_of
from companies.kept_answers import allow_keeping, may_keep
from companies.known_addresses import has_body, offer
from companies.record.query.errors import ParameterError
from companies.record.query.parameters import FRESHNESS, ParsedQuery, ValidatedQuery

JSON = "application/json"


class DescribedSchema(AutoSchema):
    """Takes an operation's description from the view's ``describe`` in place of guessing it from serializers."""

    def get_operation(self, *args: Any) -> dict[str, Any]:
        """Return the operation of the view's GET."""
        described: dict[str, Any] = self.view.describe()  # type: ignore[attr-defined]
        return described


class OneForm(BaseContentNegotiation):
    """Each address responds in one form. Problems come as they are, whatever is accepted (RFC 9457)."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> None:
        """No address takes a body."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the address's own form. Raises NotAcceptable where ``Accept`` rules it out."""
        renderer = next(iter(renderers))
        own = str(renderer.media_type)
        if not accepts(_accepted(request._request), own):
            raise NotAcceptable
        return renderer, own


class ReadOnlyView(APIView):
    """A view that only takes GET, HEAD and OPTIONS, and whose errors are problems."""

    http_method_names = ["get", "head", "options"]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = OneForm
    schema = DescribedSchema()

    def describe(self) -> dict[str, Any]:
        """Return OpenAPI's operation of this address."""
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a method, a form and a body that are not ours, in this order, before anything is asked."""
        if str(request.method).lower() not in self.http_method_names:
            self.http_method_not_allowed(request)
        super().initial(request, *args, **kwargs)
        if has_body(request._request):
            raise UnsupportedMediaType(request.content_type)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """Say by ``Allow`` what may be done here; the rest of a preflight's headers stands on every response."""
        response = HttpResponse(status=204)
        del response["Content-Type"]
        return response

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], HttpResponse | None]:
        """Return what turns an exception into a problem."""
        return lambda error, context: problem_of(context["request"]._request, error)


class RecordView(ReadOnlyView):
    """A view of the record: reads the head, responds 304 or from what was kept, else validates and asks."""

    kind = ""
    caching = staticmethod(put_caching)
    """Says on a response since when it is so, and how long it may be kept by whoever gets it."""
    _opened: OpenedQuery | ParameterError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Respond at once where nothing need be made; the framework's own way costs more than that.

        It judges first what that way judges first, and leaves to it whatever is to be refused.
        """
        ready = None
        if request.method in ("GET", "HEAD") and accepts(_accepted(request), JSON) and not has_body(request):
            ready = self._open(request, kwargs.get("key", ""))
        return super().dispatch(request, *args, **kwargs) if ready is None else ready

    def get(self, request: Request, key: str = "") -> HttpResponse:
        """Respond from one snapshot. Raises ParameterError."""
        if isinstance(self._opened, ParameterError):
            raise self._opened
        http_request, parsed = request._request, self._opened.parsed
        response = self.respond(http_request, parsed.validate(), key)
        if response.status_code == 410:
            self.caching(response, parsed.snapshot)
        if response.status_code != 200:
            return response
        if may_keep(parsed):
            allow_keeping(response)
        return self._opened.finished(http_request, response)

    def parse(self, request: HttpRequest, key: str) -> ParsedQuery:
        """Read the query string."""
        raise NotImplementedError

    def respond(self, request: HttpRequest, validated: ValidatedQuery, key: str) -> HttpResponse:
        """Ask the record, and render."""
        raise NotImplementedError

    def _open(self, request: HttpRequest, key: str) -> HttpResponse | None:
        """Read the query and the head, and return the response where it is ready."""
        try:
            parsed = self.parse(request, key)
        except ParameterError as error:
            self._opened = error
            return None
        self._opened = OpenedQuery(request.path, parsed, self.caching, self.default_response_headers)
        if may_keep(parsed) and not any(name in request.GET for name in FRESHNESS):
            offer(request, self._opened.ready_later)
        return self._opened.ready_answer(request)


@lru_cache(maxsize=256)
def accepts(header: str, own: str) -> bool:
    """Return whether an ``Accept`` header takes the form ``own`` (RFC 9110, section 12.5.1)."""
    accepted = [part.strip() for part in header.split(",") if part.strip()]
    weighed = [kind for group in order_by_precedence(accepted) for kind in group]
    first = next((kind for kind in weighed if media_type_matches(kind, own) or _covers(kind, own)), None)
    return not accepted or (first is not None and not _is_refused(first))


def _accepted(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_ACCEPT", "*/*"))


def _is_refused(media_range: str) -> bool:
    """Return whether a range of ``Accept`` has the weight 0."""
    parameters = [part.strip().lower() for part in media_range.split(";")[1:]]
    return any(part.startswith("q=") and not part.removeprefix("q=").strip("0.") for part in parameters)


def _covers(media_range: str, own: str) -> bool:
    """Return whether a range names our form, whatever its parameters (``application/json; charset=utf-8``)."""
    return media_range.split(";")[0].strip().lower() == own
