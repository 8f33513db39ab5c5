"""What every page has in common: which methods it takes, what it refuses, how long it may be kept.

A view is a function that parses, asks the record and says what to render; :func:`page` does the rest:

- anything but GET and HEAD is 405; parameters that are not ours to keep are a 301 to the address without them;
- parameters that can't be read are a 400 page that lists what is allowed, with the input kept;
- a row that was never published is 404; one that was retracted is 410, with the reason and its history;
- each response carries ETag, Last-Modified and Cache-Control, and no view asks the record where the reader's copy is
  still good.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from companies.pages import http_caching
from companies.pages.components.clock_bar import ClockBar, clocks_query
from companies.pages.page_address import address_without
from companies.pages.tracking_parameters import address_without_tracking
from companies.pages.typed_clock import canonical_address
from companies.record.query.errors import ParameterError
from companies.record.query.parameters import (
    CHOICE,
    CLOCKS,
    FRESHNESS,
    ParsedQuery,
    ValidatedQuery,
    parse_item,
    parse_list,
)
from companies.record.reading import read
from companies.record.reading.items import Item
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot

Parameters = ParamSpec("Parameters")
_SHAPING = (*CHOICE, *FRESHNESS, "page_size", "count")


@dataclass(frozen=True)
class PageRequest:
    """One request for a page: its validated query, and the state of the record that the page is made from."""

    request: HttpRequest
    validated: ValidatedQuery
    narrowed: bool = False
    """Whether a list was narrowed by filters: such a page is kept nowhere and indexed by nobody (V09)."""

    @property
    def snapshot(self) -> Snapshot:
        """The state of the record."""
        return self.validated.snapshot


class Retracted(Exception):
    """A row was published and then taken back, as known at the snapshot."""

    def __init__(self, page_request: PageRequest, item: Item) -> None:
        self.page_request, self.item = page_request, item


class NotPublished(Exception):
    """Nothing of that name had been published, as known at the snapshot."""

    def __init__(self, page_request: PageRequest, kind: str, key: str) -> None:
        self.page_request, self.kind, self.key = page_request, kind, key


class Unchanged(Exception):
    """The reader's copy is still good."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]


def page(view: View[Parameters]) -> View[Parameters]:
    """Make ``view`` a page of readers."""

    @wraps(view)
    def respond(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return _method_not_allowed()
        if (address := address_without_tracking(request)) is not None:
            return HttpResponsePermanentRedirect(address)
        if (elsewhere := canonical_address(request)) is not None:
            return elsewhere
        try:
            return view(request, *args, **kwargs)
        except ParameterError as error:
            return _parameter_refused(request, error)
        except Retracted as gone:
            return _gone(gone)
        except NotPublished as absent:
            return _absent(absent)
        except Unchanged as unchanged:
            return unchanged.response

    return respond


def read_item_page(request: HttpRequest, kind: str = "jurisdiction") -> PageRequest:
    """Parse a page that takes the two clocks alone. Raises ParameterError, Unchanged."""
    return _validated(request, parse_item(kind, request.GET, names=CLOCKS, of=_("this page")))


def read_list_page(
    request: HttpRequest,
    kind: str,
    *,
    extra: tuple[str, ...] = (),
    ordering: str = "",
    usual_ordering: str = "",
    whole: bool = False,
) -> PageRequest:
    """Parse a page that lists rows of ``kind`` and takes their filters. Raises ParameterError, Unchanged.

    ``ordering``: the page's only order, where it is not the list's usual one. ``usual_ordering``: the page's own where
    none is asked. ``whole``: it shows all rows at once, in an order of its own. What only shapes a response of the API
    (fields, sizes, counts) is no parameter of a page.
    """
    left_out = set(_SHAPING)
    if ordering or whole:
        left_out.add("ordering")
    if whole:
        left_out.add("cursor")
    parsed = parse_list(
        kind,
        request.GET,
        extra=extra,
        left_out=left_out,
        ordering=ordering,
        usual_ordering=usual_ordering,
        of=_("this page"),
    )
    return _validated(request, parsed)


def find_or_refuse(page_request: PageRequest, kind: str, key: str) -> Item:
    """Return the row as known then. Raises NotPublished where it had never been, Retracted for a tombstone."""
    item = read.find(page_request.snapshot, kind, key)
    if item is None:
        raise NotPublished(page_request, kind, key)
    if item.retracted:
        raise Retracted(page_request, item)
    return item


def show(page_request: PageRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page."""
    told = dict(context)
    if told.get("api_url"):
        told["api_url"] = _as_json(page_request, told["api_url"])
    content = render_to_string(template, _frame(page_request.request, page_request.snapshot) | told)
    response = HttpResponse(content, status=status)
    http_caching.mark(response, page_request.request, page_request.snapshot, narrowed=page_request.narrowed)
    return http_caching.conditional(page_request.request, response, page_request.snapshot)


def _as_json(page_request: PageRequest, api_address: str) -> str:
    """Return the address of the page's rows in the API, with every parameter that both take."""
    validated = page_request.validated
    kept = {name: ",".join(values) for name, values in validated.values.items()}
    if "ordering" in page_request.request.GET:
        kept["ordering"] = validated.ordering
    query = "&".join([*(f"{name}={quote(text, safe=',:')}" for name, text in kept.items()), *_clocks(page_request)])
    return f"{api_address}{'&' if '?' in api_address else '?'}{query}" if query else api_address


def _clocks(page_request: PageRequest) -> list[str]:
    return [text] if (text := clocks_query(page_request.snapshot)) else []


def _validated(request: HttpRequest, parsed: ParsedQuery) -> PageRequest:
    """Validate the values of a query. Raises Unchanged first, where the reader's copy is still good."""
    narrowed = any(declared.name in parsed.parameters for declared in parsed.filters)
    unchanged = http_caching.unchanged_copy(request, parsed.snapshot, narrowed=narrowed)
    if unchanged is not None:
        raise Unchanged(unchanged)
    return PageRequest(request, _at_present(parsed.validate(), request), narrowed)


def _at_present(validated: ValidatedQuery, request: HttpRequest) -> ValidatedQuery:
    """Take the state that a later page of a list is read in for today's where nothing was published since its first.

    Otherwise it stays the state in which the first page was read, and the page says that it is one of the past.
    """
    if validated.start is None or "known_at" in request.GET:
        return validated
    now = take_snapshot(Clocks(validated.snapshot.valid_on))
    return replace(validated, snapshot=now) if now.head == validated.snapshot.head else validated


def _frame(request: HttpRequest, snapshot: Snapshot) -> dict[str, Any]:
    """Return what the frame of each page shows: the two clocks, and the address."""
    query = clocks_query(snapshot)
    return {
        "snapshot": snapshot,
        "clocks": query,
        "bar": ClockBar.of(request, snapshot),
        "path": request.path,
        "address": request.get_full_path(),
        "past": snapshot.past,
        "noindex": snapshot.past or bool(request.GET),
    }


def _method_not_allowed() -> HttpResponse:
    response = HttpResponse(render_to_string("pages/errors/405.html", {"status": 405}), status=405)
    response["Allow"] = "GET, HEAD"
    return response


def _parameter_refused(request: HttpRequest, error: ParameterError) -> HttpResponse:
    snapshot = take_snapshot(Clocks())
    context = _frame(request, snapshot) | {
        "error": error,
        "given": request.GET.get(error.parameter, ""),
        "without": address_without(request, error.parameter),
        "noindex": True,
    }
    response = HttpResponse(render_to_string("pages/errors/parameter.html", context), status=400)
    response["Cache-Control"] = "no-store"
    return response


def _absent(absent: NotPublished) -> HttpResponse:
    """Return 404: with the clocks, the row that bears the name, and the way to the record's beginning."""
    page_request = absent.page_request
    context = {
        "status": 404,
        "title": _("Not found"),
        "noindex": True,
        "meant": read.suggested(page_request.snapshot, absent.kind, absent.key),
        "kind": absent.kind,
    }
    return show(page_request, "pages/errors/absent.html", context, status=404)


def _gone(gone: Retracted) -> HttpResponse:
    item, snapshot = gone.item, gone.page_request.snapshot
    context = {
        "item": item,
        "history": read.history(snapshot, item.kind, item.key),
        "kind": item.kind,
        "noindex": True,
    }
    return show(gone.page_request, "pages/errors/gone.html", context, status=410)
