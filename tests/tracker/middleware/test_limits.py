"""S23: too long an address is 414, too large a body 413, both before any work is done."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tracker.middleware.limits import LONGEST_ADMIN_BODY, LONGEST_BODY, LONGEST_REQUEST_LINE, LimitsMiddleware


def _status(path: str, **extra: str) -> int:
    request = RequestFactory().get(path)
    request.META.update(extra)
    return LimitsMiddleware(lambda given: HttpResponse())(request).status_code


def _path_for(length: int) -> str:
    """A path whose request line has that many bytes."""
    return "/" + "a" * (length - len("GET / HTTP/1.1"))


def test_a_request_line_of_exactly_4_kb_passes_and_one_byte_more_does_not() -> None:
    assert _status(_path_for(LONGEST_REQUEST_LINE)) == 200
    assert _status(_path_for(LONGEST_REQUEST_LINE + 1)) == 414


def test_the_query_counts() -> None:
    assert _status("/?q=" + "a" * LONGEST_REQUEST_LINE) == 414


def test_the_line_is_measured_as_it_was_sent_where_the_server_says_how() -> None:
    assert _status("/", RAW_URI="/?" + "%41" * 2000) == 414
    assert _status("/" + "國" * 500) == 414, "a character that is sent as nine bytes counts as nine"


@pytest.mark.parametrize(("path", "longest"), [("/", LONGEST_BODY), ("/admin/", LONGEST_ADMIN_BODY)])
def test_a_body_may_be_as_long_as_its_address_takes(path: str, longest: int) -> None:
    assert _status(path, CONTENT_LENGTH=str(longest)) == 200
    assert _status(path, CONTENT_LENGTH=str(longest + 1)) == 413


@pytest.mark.parametrize("announced", ["", "nonsense", "-1"])
def test_a_length_that_says_nothing_is_no_length(announced: str) -> None:
    assert _status("/", CONTENT_LENGTH=announced) == 200


def test_under_api_the_refusal_is_a_problem(client: Client) -> None:
    response = client.get("/api/v1/stances/", {"company": "a" * 5000})
    assert response.status_code == 414
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["status"] == 414


def test_elsewhere_it_is_a_page(client: Client) -> None:
    response = client.get("/", {"company": "a" * 5000})
    assert response.status_code == 414
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert b"longer than 4 kB" in response.content
