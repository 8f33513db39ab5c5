"""S03, S05, A12, V05: the strict headers are on every response there is."""

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.tracker.addresses import all_addresses
from tracker.middleware.headers import ADMIN, API, READERS, HeadersMiddleware, headers_for

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE")


def _faults(client: Client, address: str, method: str) -> list[str]:
    response = client.generic(method, address)
    expected = headers_for(RequestFactory().generic(method, address))
    faults = [
        f"{method} {address} ({response.status_code}): {name} is {response.get(name)!r}"
        for name, value in expected.items()
        if response.get(name) != value
    ]
    if response.get("Content-Type", "").startswith("text/") and "charset=" not in response["Content-Type"]:
        faults.append(f"{method} {address}: {response['Content-Type']} has no charset")
    faults += [f"{method} {address}: {name}" for name in ("Server", "X-Powered-By") if response.has_header(name)]
    response.getvalue()  # which closes a file that is served
    if response.status_code >= 500:
        faults.append(f"{method} {address}: {response.status_code}")
    return faults


def test_every_address_answers_every_method_with_its_headers(client: Client) -> None:
    addresses = [*all_addresses(), "/nothing-here/", "/admin/nothing-here/", "/api/nothing-here/", "/admin"]
    faults = [fault for address in addresses for method in METHODS for fault in _faults(client, address, method)]
    assert faults == []


def test_every_screen_of_the_desk_has_them_for_an_editor(admin_client: Client) -> None:
    addresses = [address for address in all_addresses() if address.startswith("/admin/") and "logout" not in address]
    faults = [fault for address in addresses for fault in _faults(admin_client, address, "GET")]
    assert len(addresses) > 20
    assert faults == []


def test_a_static_file_has_them(client: Client) -> None:
    response = client.get("/static/admin/css/base.css")
    assert b"--primary" in response.getvalue()
    assert _faults(client, "/static/admin/css/base.css", "GET") == []


def test_refusals_before_any_view_have_them(client: Client) -> None:
    for address in ("/", "/api/v1/stances/", "/admin/"):
        foreign = client.get(address, headers={"host": "evil.example"})
        long = client.get(address, {"x": "a" * 5000})
        large = client.post(address, "a" * 2_000_000, content_type="text/plain")
        assert [foreign.status_code, long.status_code, large.status_code] == [400, 414, 413]
        for response in (foreign, long, large):
            for name, value in headers_for(RequestFactory().get(address)).items():
                assert response[name] == value


def test_a_fault_of_ours_has_them(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr("tracker.errors.render_to_string", fail)
    client.raise_request_exception = False
    response = client.get("/nothing-here/")
    assert response.status_code == 500
    assert response.content == b"Server error. Something went wrong on our side.\n"
    assert response["Content-Security-Policy"] == READERS["Content-Security-Policy"]


def test_no_policy_allows_anything_unsafe_or_foreign() -> None:
    for headers in (READERS, ADMIN, API):
        policy = headers["Content-Security-Policy"]
        directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        for name in ("require-trusted-types-for", "trusted-types"):
            directives.pop(name, None)
        assert directives["default-src"] == "'none'"
        assert directives["frame-ancestors"] == "'none'"
        assert directives["base-uri"] == "'none'"
        sources = {source for value in directives.values() for source in value.split()}
        assert sources <= {"'none'", "'self'", "data:"}
    assert "script-src" not in READERS["Content-Security-Policy"]
    assert "data:" not in READERS["Content-Security-Policy"]


def test_where_there_is_script_no_text_becomes_html_or_script_but_by_the_one_policy() -> None:
    for headers in (READERS, ADMIN, API):
        policy = headers["Content-Security-Policy"]
        asks = "require-trusted-types-for 'script'; trusted-types default dompurify"
        assert ("script-src" in policy) == policy.endswith(asks)


def test_readers_send_no_referrer_and_resolve_no_link_ahead() -> None:
    assert READERS["Referrer-Policy"] == "no-referrer"
    assert READERS["X-DNS-Prefetch-Control"] == "off"


def test_the_desk_keeps_its_own_referrer_which_the_csrf_check_needs() -> None:
    assert ADMIN["Referrer-Policy"] == "same-origin"


def test_any_origin_may_read_the_api_but_never_with_credentials(client: Client) -> None:
    response = client.options(
        "/api/v1/stances/", headers={"origin": "https://example.org", "access-control-request-method": "GET"}
    )
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.has_header("Access-Control-Allow-Credentials")
    assert not client.get("/", headers={"origin": "https://example.org"}).has_header("Access-Control-Allow-Origin")


def test_hsts_follows_the_scheme_of_the_sites_own_address(settings: Settings) -> None:
    request = RequestFactory().get("/")
    assert "Strict-Transport-Security" not in headers_for(request)
    settings.SITE_IS_HTTPS = True
    settings.SECURE_HSTS_SECONDS = 63072000
    assert headers_for(request)["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_what_a_view_says_about_itself_is_overruled() -> None:
    def view(request: object) -> HttpResponse:
        return HttpResponse("x", headers={"Server": "x", "X-Powered-By": "y", "Referrer-Policy": "unsafe-url"})

    response = HeadersMiddleware(view)(RequestFactory().get("/"))
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.has_header("Server")
    assert not response.has_header("X-Powered-By")


def test_the_desks_log_in_page_needs_no_account(client: Client) -> None:
    assert get_user_model().objects.count() == 0
    assert client.get("/admin/login/").status_code == 200
