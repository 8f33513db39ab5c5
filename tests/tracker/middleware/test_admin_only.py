"""V02: a cookie is neither set nor read outside /admin/, and the desk itself is guarded as ever."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils.module_loading import import_string

from tests.tracker.addresses import reader_addresses

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("ruth", password=PASSWORD)


def test_no_readers_address_sets_a_cookie_or_varies_by_one(client: Client, editor: User) -> None:
    client.force_login(editor)
    client.cookies[settings.CSRF_COOKIE_NAME] = "not a token"
    kept = dict(client.cookies.items())
    for address in [*reader_addresses(), "/nothing-here/", "/static/admin/css/base.css", "/admin"]:
        for method in ("GET", "HEAD", "OPTIONS", "POST"):
            response = client.generic(method, address)
            response.getvalue()  # which closes a file that is served
            assert not response.cookies, f"{method} {address} sets {response.cookies}"
            assert "cookie" not in response.get("Vary", "").lower(), f"{method} {address} varies by cookie"
    assert dict(client.cookies.items()) == kept


def _through_the_guards(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponseBase:
    """The view behind the middleware of this file and Django's CSRF, in the order of the settings."""
    handler: Callable[[HttpRequest], HttpResponseBase] = view
    for path in reversed([name for name in settings.MIDDLEWARE if "admin_only" in name or "csrf" in name]):
        handler = import_string(path)(handler)
    return handler(request)


def test_a_readers_view_sees_neither_session_nor_user_nor_cookie() -> None:
    seen: dict[str, object] = {}

    def view(request: HttpRequest) -> HttpResponse:
        seen.update(vars(request), COOKIES=request.COOKIES, header=request.META.get("HTTP_COOKIE"))
        return HttpResponse()

    _through_the_guards(view, RequestFactory(headers={"cookie": "session=abc; csrf=abc"}).get("/"))
    assert seen["COOKIES"] == {}
    assert seen["header"] is None
    assert not {"session", "user", "_messages"} & seen.keys()


def test_a_page_that_asks_for_a_token_by_mistake_sets_no_cookie() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(get_token(request))

    response = _through_the_guards(view, RequestFactory().get("/"))
    assert not response.cookies
    assert _through_the_guards(view, RequestFactory().get("/admin/")).cookies


def test_a_post_to_a_readers_page_is_a_405_that_says_what_is_allowed(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/", {"x": "1"})
    assert response.status_code == 405
    assert "GET" in response["Allow"]


def test_an_editor_logs_in_and_the_cookie_stays_under_admin(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/admin/login/")
    token = page.context["csrf_token"]
    data = {"username": "ruth", "password": PASSWORD, "csrfmiddlewaretoken": str(token), "next": "/admin/"}
    response = client.post("/admin/login/", data)
    assert response.status_code == 302
    assert response.cookies["session"]["path"] == "/admin/"
    assert response.cookies["session"]["httponly"]
    assert response.cookies["session"]["samesite"] == "Lax"
    assert client.get("/admin/").status_code == 200


def test_a_post_to_the_desk_without_its_token_is_refused(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "ruth", "password": PASSWORD})
    assert response.status_code == 403
    assert b"too old" in response.content
    assert "session" not in response.cookies


def test_djangos_own_checks_accept_the_subclasses() -> None:
    assert [fault for fault in run_checks() if fault.id and fault.id.startswith("admin.")] == []
