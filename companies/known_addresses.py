"""Addresses that were answered before, with what their answers are judged by, so that they need not be read again.

How an address is read (its view, its parameters, its clocks) depends on the address alone. Where it has been answered
once, the head is all that has to be asked to say whether the reader's copy is still good, or an answer is kept. Only
such addresses are known as may be kept: narrowed lists are not (V09).
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse

MOST = 2_000
"""Addresses that a process knows; the one that was asked for longest ago is forgotten first."""

Ready = Callable[[HttpRequest], HttpResponse | None]
"""Answers a request for one address where nothing need be made, else returns None."""
_Address = tuple[str, ...]

_known: OrderedDict[_Address, Ready] = OrderedDict()
_lock = Lock()


def offer(request: HttpRequest, ready: Ready | None) -> None:
    """Say how the address of a request is answered from now on, None for as ever.

    It is known once the request was answered well.
    """
    request.ready_next_time = ready  # type: ignore[attr-defined]


def learn(request: HttpRequest, response: HttpResponse) -> None:
    """Know the address of a request that was answered well, if its view said how."""
    ready: Ready | None = getattr(request, "ready_next_time", None)
    if ready is None or response.status_code not in (200, 304) or not _is_plain(request):
        return
    with _lock:
        _known[_address(request)] = ready
        if len(_known) > MOST:
            _known.popitem(last=False)


def answer_known(request: HttpRequest) -> HttpResponse | None:
    """Return the answer where the address is known and nothing need be made, else None."""
    if not _is_plain(request):
        return None
    address = _address(request)
    ready = _known.get(address)
    if ready is None:
        return None
    with _lock:
        if address in _known:
            _known.move_to_end(address)
    return ready(request)


def forget_all() -> None:
    """Know no address."""
    with _lock:
        _known.clear()


def has_body(request: HttpRequest) -> bool:
    """Return whether something was sent with a request, which no address of readers takes."""
    return request.META.get("CONTENT_LENGTH") not in (None, "", "0")


def _is_plain(request: HttpRequest) -> bool:
    """Return whether nothing but the address, ``Accept`` and ``If-None-Match`` decides the answer."""
    sent = request.META
    return (
        request.method in ("GET", "HEAD")
        and not has_body(request)
        and "HTTP_IF_MATCH" not in sent
        and "HTTP_IF_UNMODIFIED_SINCE" not in sent
    )


def _address(request: HttpRequest) -> _Address:
    """Everything that is judged on the way to a view, and by it: the scheme and the host, too."""
    sent = request.META
    names = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "SCRIPT_NAME")
    return (request.scheme or "", *[sent.get(name, "") for name in names])
