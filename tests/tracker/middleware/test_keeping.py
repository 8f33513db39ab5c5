"""What is kept on its way out: what may be, once it has its form, and nothing of the desk."""

import pytest
from django.core.cache import caches
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from companies.kept_answers import allow_keeping, find_answer
from tracker.caches.configuring import ANSWERS
from tracker.caches.memory import MemoryCache
from tracker.middleware.gzip import GzipMiddleware
from tracker.middleware.keeping import KeepingMiddleware

pytestmark = pytest.mark.usefixtures("kept")

TEXT = b'{"results": []}' * 100


def _view(request: HttpRequest) -> HttpResponseBase:
    found = find_answer(request, '"abc"')
    if found is not None:
        found["ETag"] = '"abc"'
        return found
    response = HttpResponse(TEXT, content_type="application/json", headers={"ETag": '"abc"', "Link": '<x>; rel="next"'})
    allow_keeping(response)
    return response


def _ask(path: str = "/api/v1/stances/", method: str = "GET", **headers: str) -> HttpResponse:
    request = RequestFactory().generic(method, path, headers=headers)
    answer = KeepingMiddleware(GzipMiddleware(_view))(request)
    assert isinstance(answer, HttpResponse)
    return answer


def _is_empty() -> bool:
    store = caches[ANSWERS]
    assert isinstance(store, MemoryCache)
    return store.size == 0


@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}])
def test_a_kept_answer_has_the_headers_and_the_bytes_of_the_first(headers: dict[str, str]) -> None:
    first, second = _ask(**headers), _ask(**headers)
    assert (dict(first.items()), first.content) == (dict(second.items()), second.content)
    assert first.get("Content-Encoding") == ("gzip" if headers else None)
    assert first["ETag"] == ('"abc-gzip"' if headers else '"abc"')


@pytest.mark.parametrize(("path", "method"), [("/admin/", "GET"), ("/api/v1/stances/", "POST")])
def test_nothing_of_the_desk_and_nothing_that_was_sent_is_kept(path: str, method: str) -> None:
    _ask(path, method)
    assert _is_empty()


def test_what_streams_is_not_kept() -> None:
    streamed = FileResponse([TEXT], content_type="text/css")
    assert KeepingMiddleware(lambda request: streamed)(RequestFactory().get("/")) is streamed
    assert _is_empty()
