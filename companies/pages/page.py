"""What every page has in common: which methods it takes, what it refuses, how long it may be kept.

A view is a function that parses, asks the record and says what to render; :func:`page` does the rest:

- anything but GET and HEAD is 405; parameters that are not ours to keep are a 301 to the address without them;
- parameters that can't be read are a 400 page that lists what is allowed, with the input kept;
- a row that was never published is 404; one that was retracted is 410, with the reason and its history;
- each response carries ETag, Last-Modified and Cache-Control, and no view asks the record where the reader's copy is
  still good, or the page was kept.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from companies.kept_answers import allow_keeping, is_narrowed, may_keep
from companies.known_addresses import offer
from companies.pages import http_caching
from companies.pages.components.citing import cite_page
from companies.pages.components.clock_bar import ClockBar, clocks_query
from companies.pages.page_address import address_without
from companies.pages.titles import told_name
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
    parse_stances_of,
)
from companies.record.reading import read
from companies.record.reading.items import Item
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot

Parameters = ParamSpec("Parameters")
_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_INDENT = re.compile(r"\n\s+")
_SHAPING = (*CHOICE, *FRESHNESS, "page_size", "count")


@dataclass(frozen=True)
class PageRequest:
    """One request for a page: its validated query, and the state of the record that the page is made from."""

    request: HttpRequest
    validated: ValidatedQuery
    etag: str
    """Blank for a list that was narrowed by filters: such a page is kept nowhere and indexed by nobody (V09)."""
    may_keep: bool
    """Whether the page may be kept for whoever asks next."""
    told_since: Sequence[object] = ()
    """What the page tells of what came after its ``known_at``, where it does."""

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


class Ready(Exception):
    """The answer is there before the record is asked: the reader's copy is still good, or the page was kept."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


Since = Callable[[Snapshot], Sequence[object]]
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
            return parameter_refused(request, error)
        except Retracted as gone:
            return _gone(gone)
        except NotPublished as absent:
            return _absent(absent)
        except Ready as ready:
            return ready.response

    return respond


def read_item_page(request: HttpRequest, kind: str = "jurisdiction", *, since: Since | None = None) -> PageRequest:
    """Parse a page that takes the two clocks alone. Raises ParameterError, Ready.

    ``since``: what the page tells of what came after an earlier ``known_at``; such a page is never settled, and its
    ETag holds what is told.
    """
    parsed = parse_item(kind, request.GET, names=CLOCKS, of=_("this page"))
    if since is None or parsed.snapshot.clocks.known_at is None:
        return _validated(request, parsed)
    parsed = replace(parsed, snapshot=replace(parsed.snapshot, settled=False))
    return _validated(request, parsed, told_since=since(parsed.snapshot))


def read_page_with_stances(request: HttpRequest, kind: str, key: str) -> PageRequest:
    """Parse the page of a row that shows a page of its stances. Raises ParameterError, Ready."""
    return _validated(request, parse_stances_of(kind, key, request.GET, of=_("this page")))


def read_list_page(
    request: HttpRequest,
    kind: str,
    *,
    extra: tuple[str, ...] = (),
    ordering: str = "",
    usual_ordering: str = "",
    whole: bool = False,
) -> PageRequest:
    """Parse a page that lists rows of ``kind`` and takes their filters. Raises ParameterError, Ready.

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


def find_or_refuse(page_request: PageRequest, kind: str, key: str, *, alone: bool = False) -> Item:
    """Return the row as known then. Raises NotPublished where it had never been, Retracted for a tombstone.

    ``alone``: without what other rows tell beside it.
    """
    item = read.find(page_request.snapshot, kind, key, alone=alone)
    if item is None:
        raise NotPublished(page_request, kind, key)
    if item.retracted:
        raise Retracted(page_request, item)
    return item


def show(page_request: PageRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page. Beside what the view tells, one that has a title tells how it is cited."""
    told = dict(context)
    if status == 200 and "title" in told:
        told.setdefault("citation", cite_page(page_request.request, page_request.snapshot, str(told["title"])))
    if told.get("api_url"):
        told["api_url"] = _as_json(page_request, told["api_url"])
    content = without_indents(render_to_string(template, _frame(page_request.request, page_request.snapshot) | told))
    response = HttpResponse(content, status=status)
    http_caching.mark(response, page_request.snapshot, page_request.etag)
    if page_request.may_keep:
        allow_keeping(response)
    return http_caching.conditional(page_request.request, response, page_request.snapshot)


def without_indents(html: str) -> str:
    """Return a page without the spaces that its lines begin with, but for those of ``<pre>``, where they are shown.

    Compressed, they made a fourteenth of what a reader waits for.
    """
    parts = _PREFORMATTED.split(html)
    return "".join(part if place % 2 else _INDENT.sub("\n", part) for place, part in enumerate(parts))


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


def _validated(request: HttpRequest, parsed: ParsedQuery, *, told_since: Sequence[object] | None = None) -> PageRequest:
    """Validate the values of a query. Raises Ready first, where nothing need be made.

    ``told_since``: what the page tells of what came after its ``known_at``, which has to be asked each time.
    """
    parsed = _at_present(parsed, request)
    etag = ""
    if not is_narrowed(parsed):
        etag = http_caching.etag_of(request, parsed.snapshot, told_since="" if told_since is None else str(told_since))
        if may_keep(parsed) and parsed.start is None and told_since is None:
            offer(request, partial(_ready_later, parsed.snapshot, etag))
        ready = http_caching.ready_answer(request, parsed.snapshot, etag, may_keep=may_keep(parsed))
        if ready is not None:
            raise Ready(ready)
    return PageRequest(request, parsed.validate(), etag, may_keep(parsed), told_since or ())


def _ready_later(before: Snapshot, etag: str, request: HttpRequest) -> HttpResponse | None:
    """Return what is ready for a later request at the same address; its ETag is ``etag`` unless the state is another.

    Where nothing is ready for that other state, the answer is made, and the address is known by it from then on.
    """
    snapshot = take_snapshot(before.clocks)
    if snapshot != before:
        etag = http_caching.etag_of(request, snapshot)
    return http_caching.ready_answer(request, snapshot, etag, may_keep=True)


def _at_present(parsed: ParsedQuery, request: HttpRequest) -> ParsedQuery:
    """Take the state that a later page of a list is read in for today's where nothing was published since its first.

    Otherwise it stays the state in which the first page was read, and the page says that it is one of the past.
    """
    if parsed.start is None or "known_at" in request.GET:
        return parsed
    now = take_snapshot(Clocks(parsed.snapshot.valid_on))
    return replace(parsed, snapshot=now) if now.head == parsed.snapshot.head else parsed


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


def parameter_refused(request: HttpRequest, error: ParameterError, *, filters: object = None) -> HttpResponse:
    """Return 400: what is allowed, the input kept. ``filters``: the list's form, where its value can be mended."""
    snapshot = take_snapshot(Clocks())
    context = _frame(request, snapshot) | {
        "error": error,
        "given": request.GET.get(error.parameter, ""),
        "without": address_without(request, error.parameter),
        "filters": filters,
        "noindex": True,
    }
    response = HttpResponse(render_to_string("pages/errors/parameter.html", context), status=400)
    response["Cache-Control"] = "no-store"
    return response


def _method_not_allowed() -> HttpResponse:
    response = HttpResponse(render_to_string("pages/errors/405.html", {"status": 405}), status=405)
    response["Allow"] = "GET, HEAD"
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
    history = read.history(snapshot, item.kind, item.key)
    context = {
        "item": item,
        "history": history,
        "name": next(told_name(each.document, item.key) for each in history if not each.retracted),
        "kind": item.kind,
        "noindex": True,
    }
    return show(gone.page_request, "pages/errors/gone.html", context, status=410)
