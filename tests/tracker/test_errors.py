"""S24, S26: what went wrong is said in the right form, and nothing from inside."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory

from tracker import errors

CANARY = "canary-/srv/secret.py-SELECT"


def _raising(error: Exception, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of a site whose every address raises `error`."""

    def fail(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", fail)
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SuspiciousOperation(CANARY), 400),
        (PermissionDenied(CANARY), 403),
        (Http404(), 404),
        (RuntimeError(CANARY), 500),
        (OperationalError(CANARY), 500),
        (TemplateDoesNotExist(CANARY), 500),
    ],
)
@pytest.mark.parametrize(
    ("path", "kind"), [("/x/", "text/html"), ("/admin/x/", "text/html"), ("/api/x/", "application/problem+json")]
)
def test_each_error_has_its_form_and_says_nothing_inside(
    error: Exception, status: int, path: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = _raising(error, monkeypatch).get(path)
    assert response.status_code == status
    assert response["Content-Type"].split(";")[0] == kind
    assert CANARY not in response.content.decode()
    assert "Traceback" not in response.content.decode()
    assert "jango" not in response.content.decode()


def test_a_404_keeps_the_views_own_words_and_not_the_resolvers() -> None:
    request = RequestFactory().get("/companies/x/")
    assert b"no such company" in errors.not_found(request, Http404("no such company")).content
    resolvers = errors.not_found(request, Http404({"tried": [CANARY], "path": "x"}))
    assert CANARY.encode() not in resolvers.content
    assert b"Nothing is at this address" in resolvers.content


def test_what_was_sent_is_escaped_on_an_error_page() -> None:
    page = errors.not_found(RequestFactory().get("/x/"), Http404("<script>alert(1)</script>"))
    assert b"<script>" not in page.content


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "evil.example:80", "a b", "testserver@evil"]
)
@pytest.mark.parametrize("path", ["/", "/api/v1/stances/", "/admin/login/", "/static/admin/css/base.css"])
def test_a_foreign_host_is_refused_everywhere(client: Client, host: str, path: str) -> None:
    response = client.get(path, headers={"host": host})
    assert response.status_code == 400
    assert b"evil" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded", "X-Original-URL", "X-Rewrite-URL"],
)
def test_what_a_sender_claims_about_the_way_here_changes_nothing(client: Client, header: str) -> None:
    for path in ("/nothing-here/", "/admin/login/", "/admin"):
        plain = client.get(path)
        forged = client.get(path, headers={header: "host=evil.example;proto=https"})
        assert forged.status_code == plain.status_code
        assert forged.get("Location") == plain.get("Location")
        assert b"evil.example" not in forged.content
