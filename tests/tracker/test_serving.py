"""The real server: what gunicorn adds, leaves out and writes down."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from tests.tracker.processes import environment, free_port
from tracker.middleware.headers import READERS

KEY = "k3y-0f-Sixty-r4ndom-characters-or-so-8Zq1vN5xT7cW2mB9pL4d"


@dataclass
class Server:
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response

    def say(self, raw: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as link:
            link.sendall(raw)
            answer = b""
            while part := link.recv(65536):
                answer += part
        return answer


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server stopped"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not open its port")


def _environment(folder: Path, **given: str) -> dict[str, str]:
    return environment(
        DJANGO_SETTINGS_MODULE="tracker.settings.production", DATA_DIR=str(folder), SECRET_KEY=KEY, **given
    )


@contextmanager
def _serving(folder: Path, site_url: str = "") -> Iterator[Server]:
    port = free_port()
    log = folder / f"log-{port}"
    given = _environment(folder, PORT=str(port), SITE_URL=site_url or f"http://127.0.0.1:{port}")
    command = [sys.executable, "-m", "gunicorn", "--config", "tracker/serving.py", "tracker.wsgi"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=given, stdout=out, stderr=out)
    try:
        _wait_for(port, process)
        yield Server(port, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty record and the static files."""
    folder = tmp_path_factory.mktemp("serving")
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--verbosity=0", "--no-input"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=_environment(folder), check=True
        )
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with _serving(folder) as server:
        yield server


def test_no_answer_names_the_server(server: Server) -> None:
    for path in ("/nothing-here/", "/api/nothing-here/", "/static/nothing.css"):
        response = server.get(path)
        assert response.status == 404
        assert response.getheader("Server") is None
        assert response.getheader("Content-Security-Policy") == READERS["Content-Security-Policy"]


def test_a_long_address_is_answered_by_us_and_not_by_gunicorn(server: Server) -> None:
    assert server.get("/?x=" + "a" * 3900).status < 500
    response = server.get("/api/v1/stances/?x=" + "a" * 5000)
    assert response.status == 414
    assert (response.getheader("Content-Type") or "").startswith("application/problem+json")


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /?x=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"414"),
        (b"canary <script>\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nbad header<script>\r\n\r\n", b"400"),
    ],
)
def test_what_gunicorn_refuses_itself_has_our_headers_and_repeats_nothing(
    server: Server, raw: bytes, status: bytes
) -> None:
    head, _, body = server.say(raw).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert b"Content-Security-Policy: default-src 'none'" in head
    assert b"X-Content-Type-Options: nosniff" in head
    assert b"Server:" not in head
    assert b"script" not in body


def test_nothing_about_a_reader_is_written_down(server: Server) -> None:
    server.get("/canary-path/?q=canary-query", **{"User-Agent": "canary-agent", "Referer": "https://canary.example/"})
    server.get("/", **{"X-Forwarded-For": "203.0.113.7", "Host": "canary.example"})
    server.say(b"canary nonsense\r\n\r\n")
    log = server.log.read_text()
    assert "canary" not in log
    assert "203.0.113.7" not in log
    assert "ip=" not in log


def test_on_http_nobodys_word_about_the_scheme_is_taken(server: Server) -> None:
    response = server.get("/admin/login/", **{"X-Forwarded-Proto": "https"})
    assert response.status == 200
    assert response.getheader("Strict-Transport-Security") is None


def test_on_https_the_proxy_of_this_machine_says_what_came_over_tls(folder: Path) -> None:
    with _serving(folder, "https://record.example") as server:
        plain = server.get("/admin/login/?a=b", Host="record.example")
        assert plain.status == 301
        assert plain.getheader("Location") == "https://record.example/admin/login/?a=b"
        secure = server.get("/admin/login/", **{"Host": "record.example", "X-Forwarded-Proto": "https"})
        assert secure.status == 200
        assert secure.getheader("Strict-Transport-Security") == "max-age=63072000; includeSubDomains; preload"
        cookie = secure.getheader("Set-Cookie") or ""
        assert cookie.startswith("__Host-csrf=")
        assert "Secure" in cookie
        assert "Path=/;" in cookie
