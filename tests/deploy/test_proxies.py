"""The proxies of ``deploy/``: nobody holds the site up, and nothing of a reader is written down (V03)."""

import http.client
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.site import Site
from tests.deploy.proxies import PROXIES, Proxy, program, proxy
from tests.deploy.slow_sockets import dripping
from tests.tracker.processes import free_port

CANARY = "canary-of-a-reader"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that runs, with static files."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.set_up()
    site.start()
    yield site
    site.kill()


@pytest.fixture(params=PROXIES)
def before(request: pytest.FixtureRequest, site: Site, tmp_path: Path) -> Iterator[Proxy]:
    """Each proxy before that site, and before a second process that is not there."""
    if program(request.param) is None:
        pytest.skip(f"{request.param} is not installed here")
    with proxy(request.param, tmp_path / "proxy", [site.port, free_port()]) as started:
        yield started


def _get(port: int, path: str, timeout: float = 10, **headers: str) -> tuple[int, dict[str, str], bytes]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        link.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        answer = link.getresponse()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read()
    finally:
        link.close()


def test_without_a_proxy_those_who_drip_hold_the_site(site: Site) -> None:
    with dripping(site.port):
        time.sleep(1.5)
        with pytest.raises(TimeoutError):
            _get(site.port, "/companies/", timeout=3)
    for _ in range(100):  # what waited is worked off
        if site.status("/companies/") == 200:
            return
    raise AssertionError("the site did not come back")


def test_with_one_everybody_else_is_answered(before: Proxy) -> None:
    with dripping(before.port):
        time.sleep(1.5)
        for _ in range(10):
            assert _get(before.port, "/companies/", timeout=10)[0] == 200


@pytest.mark.parametrize("path", ["/", "/companies/", "/api/v1/stances/", "/nowhere/", "/admin/login/", "/robots.txt"])
def test_an_answer_is_the_sites_own(before: Proxy, site: Site, path: str) -> None:
    for _ in range(2):  # the second process, which is away, is passed over
        status, headers, body = _get(before.port, path, Accept_Encoding="gzip")
        direct = _get(site.port, path, Accept_Encoding="gzip")
        assert status == direct[0]
        own = {"date", "connection", "keep-alive", "server", "set-cookie", "content-length", "transfer-encoding"}
        kept = {name: text for name, text in headers.items() if name not in own}
        assert kept == {name: text for name, text in direct[1].items() if name not in own}
        if not path.startswith("/admin/"):  # whose forms have a new token each time
            assert body == direct[2]
            assert "set-cookie" not in headers
        assert headers.get("server") in (None, "nginx")


def test_style_sheets_come_through_it_and_are_kept(before: Proxy) -> None:
    page = _get(before.port, "/")[2].decode()
    sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    status, headers, _ = _get(before.port, sheet)
    assert (status, "immutable" in headers["cache-control"]) == (200, True)


def test_a_long_request_line_is_the_sites_to_refuse(before: Proxy) -> None:
    status, headers, _ = _get(before.port, f"/api/v1/stances/?cursor={'A' * 5000}")
    assert (status, headers["content-type"]) == (414, "application/problem+json")


def test_headers_that_are_too_long_are_refused_by_the_proxy(before: Proxy) -> None:
    status, headers, _ = _get(before.port, "/", X_Long="a" * 40_000)
    assert status in (400, 431)
    # Caddy's server answers this before any of its configuration is asked.
    assert before.name == "caddy" or headers["content-security-policy"].startswith("default-src 'none'")


def test_nothing_of_a_reader_is_written_down(before: Proxy, site: Site) -> None:
    for path in (f"/?{CANARY}", f"/{CANARY}/", f"/api/v1/stances/?cursor={CANARY}"):
        _get(before.port, path, User_Agent=CANARY, Referer=f"https://{CANARY}.example/", X_Forwarded_For="203.0.113.7")
    for raw in (f"{CANARY} nonsense\r\n\r\n".encode(), f"GET /?{CANARY}".encode() + b"a" * 50_000 + b"\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", before.port), timeout=10) as link:
            link.sendall(raw)
            link.recv(100)
    logs = [*before.told.iterdir(), site.folder / "server.log"]
    assert len(logs) > 1
    for file in logs:
        text = file.read_text(errors="replace")
        assert [word for word in (CANARY, "203.0.113.7", "client: ", "remote_") if word in text] == [], file


def test_a_site_that_is_away_is_told_in_plain_text(site: Site, tmp_path: Path) -> None:
    for name in (name for name in PROXIES if program(name)):
        with proxy(name, tmp_path / name, [free_port()]) as alone:
            status, headers, body = _get(alone.port, f"/?{CANARY}", timeout=20)
            told = "".join(file.read_text(errors="replace") for file in alone.told.iterdir())
        assert (status, headers["retry-after"], body.strip()) == (503, "5", b"The site is away for a moment.")
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert CANARY not in told
        assert "client: " not in told
