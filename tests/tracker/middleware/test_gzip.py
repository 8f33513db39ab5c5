"""Compressed answers: the same bytes every time, strong ETags that stay strong."""

import gzip

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils.cache import get_conditional_response

from tracker.middleware.gzip import GzipMiddleware, accepts_gzip

TEXT = b'{"results": []}' * 100


def _view(request: HttpRequest) -> HttpResponseBase:
    """A view with a strong ETag that answers 304, as the API does."""
    response = HttpResponse(TEXT, content_type="application/json", headers={"ETag": '"abc"'})
    return get_conditional_response(request, etag='"abc"', response=response) or response


def _ask(path: str = "/api/v1/stances/", **headers: str) -> HttpResponseBase:
    return GzipMiddleware(_view)(RequestFactory().get(path, headers={"accept-encoding": "gzip", **headers}))


def _answer(response: HttpResponseBase, **headers: str) -> HttpResponseBase:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip", **headers})
    return GzipMiddleware(lambda given: response)(request)


def test_the_same_answer_is_the_same_bytes_compressed() -> None:
    first, second = _ask(), _ask()
    assert isinstance(first, HttpResponse)
    assert isinstance(second, HttpResponse)
    assert first["Content-Encoding"] == "gzip"
    assert first.content == second.content
    assert gzip.decompress(first.content) == TEXT
    assert first["Content-Length"] == str(len(first.content))


def test_the_etag_of_the_compressed_form_is_strong_and_its_own() -> None:
    assert _ask()["ETag"] == '"abc-gzip"'
    assert _ask(**{"accept-encoding": "identity"})["ETag"] == '"abc"'


@pytest.mark.parametrize("header", ['"abc-gzip"', '"x", "abc-gzip"', 'W/"y","abc-gzip"'])
def test_a_reader_who_holds_the_compressed_form_gets_304_with_the_same_etag(header: str) -> None:
    response = _ask(**{"if-none-match": header})
    assert response.status_code == 304
    assert response["ETag"] == '"abc-gzip"'
    assert "Accept-Encoding" in response["Vary"]


def test_a_reader_who_holds_the_plain_form_gets_304_with_the_plain_etag() -> None:
    response = _ask(**{"if-none-match": '"abc"'})
    assert response.status_code == 304
    assert response["ETag"] == '"abc"'


def test_a_304_without_an_etag_is_left_without() -> None:
    assert not _answer(HttpResponse(status=304)).has_header("ETag")


def test_an_old_etag_gets_the_new_answer() -> None:
    assert _ask(**{"if-none-match": '"old-gzip"'}).status_code == 200


def test_whoever_does_not_ask_gets_the_plain_form_and_the_answer_says_that_it_varies() -> None:
    response = _ask(**{"accept-encoding": ""})
    assert isinstance(response, HttpResponse)
    assert response.content == TEXT
    assert response["Vary"] == "Accept-Encoding"


def test_a_short_answer_is_not_compressed() -> None:
    response = _answer(HttpResponse("short"))
    assert not response.has_header("Content-Encoding")
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "application/octet-stream"])
def test_what_is_not_text_is_left_alone(kind: str) -> None:
    response = _answer(HttpResponse(TEXT, content_type=kind))
    assert not response.has_header("Content-Encoding")
    assert not response.has_header("Vary")


def test_what_is_compressed_already_or_streams_is_left_alone() -> None:
    done = _answer(HttpResponse(TEXT, content_type="text/css", headers={"Content-Encoding": "br"}))
    assert done["Content-Encoding"] == "br"
    streamed = FileResponse([TEXT], content_type="text/css")
    assert _answer(streamed) is streamed


def test_a_weak_or_missing_etag_gets_no_suffix() -> None:
    assert _answer(HttpResponse(TEXT, headers={"ETag": 'W/"abc"'}))["ETag"] == 'W/"abc"'
    assert not _answer(HttpResponse(TEXT)).has_header("ETag")


def test_the_desk_is_never_compressed() -> None:
    assert not _ask("/admin/").has_header("Content-Encoding")


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("x-gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("*", True),
        ("br;q=1, *;q=0.1", True),
        ("gzip; level=9", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("gzip;q=nonsense", False),
        ("*;q=0", False),
        ("br", False),
    ],
)
def test_accept_encoding_is_read_as_the_rfc_says(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted
