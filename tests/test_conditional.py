"""Conditional requests as RFC 9110 has them, the same for pages and API (A07)."""

import pytest
from django.test import Client

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PATHS = (
    "/",
    "/companies/acme/",
    "/api/v1/companies/acme/",
    "/api/v1/stances/?valid_on=2020-08-01",
    "/api/v1/schema/",
    "/api/",
)
LATER, EARLIER = "Fri, 01 Jan 2027 00:00:00 GMT", "Wed, 01 Jan 2020 00:00:00 GMT"


@pytest.fixture(autouse=True)
def _world() -> None:
    cast.stance()
    cast.publish_everything()


def status(client: Client, path: str, **headers: str) -> int:
    answer = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    if answer.status_code == 304:
        assert answer.content == b""
        assert not answer.has_header("Content-Length")
        assert answer["ETag"] == client.get(path)["ETag"]
    return answer.status_code


@pytest.mark.parametrize("path", PATHS)
def test_if_none_match_is_compared_weakly(client: Client, path: str) -> None:
    etag = client.get(path)["ETag"]
    for held in (etag, f"W/{etag}", f'"other", W/{etag}', "*"):
        assert status(client, path, if_none_match=held) == 304, held
    for held in ('"other"', 'W/"other"', etag.strip('"'), ""):
        assert status(client, path, if_none_match=held) == 200, held


@pytest.mark.parametrize("path", PATHS)
def test_if_match_is_compared_strongly_and_comes_first(client: Client, path: str) -> None:
    etag = client.get(path)["ETag"]
    assert status(client, path, if_match=etag) == 200
    assert status(client, path, if_match="*") == 200
    assert status(client, path, if_match=f"W/{etag}") == 412
    assert status(client, path, if_match='"other"', if_none_match=etag) == 412
    assert status(client, path, if_match=etag, if_none_match=etag) == 304


def test_a_date_counts_where_the_answer_has_one(client: Client) -> None:
    path = "/api/v1/companies/acme/"
    assert status(client, path, if_unmodified_since=EARLIER) == 412
    assert status(client, path, if_unmodified_since=LATER) == 200
    assert status(client, path, if_unmodified_since="never") == 200
    assert status(client, path, if_modified_since=LATER) == 200, "a second holds two revisions"
    assert status(client, "/api/v1/schema/", if_unmodified_since=EARLIER) == 200, "it has no date"


@pytest.mark.parametrize("path", ["/companies/nobody/", "/api/v1/companies/nobody/"])
def test_what_is_not_there_is_404_whatever_the_condition(client: Client, path: str) -> None:
    assert status(client, path, if_none_match="*") == 404
    assert status(client, path, if_match='"other"') == 404


def test_the_condition_of_a_proxy_that_weakens_etags_holds_for_the_compressed_form(client: Client) -> None:
    full = client.get("/api/v1/schema/", headers={"accept-encoding": "gzip"})
    assert full["ETag"].endswith('-gzip"')
    asked = {"accept-encoding": "gzip", "if-none-match": f"W/{full['ETag']}"}
    answer = client.get("/api/v1/schema/", headers=asked)
    assert (answer.status_code, answer["ETag"]) == (304, full["ETag"])


def test_a_preflight_has_no_length(client: Client) -> None:
    answer = client.options("/api/v1/companies/")
    assert (answer.status_code, answer.has_header("Content-Length")) == (204, False)
