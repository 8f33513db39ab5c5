"""gunicorn's configuration: `gunicorn --config tracker/serving.py tracker.wsgi`.

It listens on loopback alone, behind a reverse proxy where the site is public. It writes down nothing about
readers (V03) and says nothing about itself: the two replacements below take the `Server` header off every
answer, and put our own headers on the few that gunicorn gives before Django is asked (S03).
"""

import os
import socket
from pathlib import Path
from typing import Any

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http.wsgi import Response

from tracker.middleware.headers import READERS

_port = os.environ.get("PORT") or "8000"
_site_url = os.environ.get("SITE_URL") or f"http://127.0.0.1:{_port}"

umask = 0o077
bind = f"127.0.0.1:{_port}"
workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 25
keepalive = 5
# Loaded once, before the workers part: they start faster and share its memory.
preload_app = True
# The workers' heartbeat is a file; on a real disk a slow write would look like a dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True

# Twice what tracker.middleware.limits takes, so that the 414 comes from there.
limit_request_line = 8190
limit_request_fields = 64

# On https a proxy on this machine ends TLS and says so; on http nobody's word is taken.
forwarded_allow_ips = "127.0.0.1" if _site_url.startswith("https://") else ""
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
forwarder_headers = ""
header_map = "drop"

accesslog = None
errorlog = "-"
loglevel = "warning"


class logger_class(Logger):  # type: ignore[misc]
    """gunicorn's log without what a reader sent: neither the address of a bad request nor the URI of a failed one."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if not msg.startswith("Invalid request from ip="):
            super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Error handling request"):
            msg, args = "Error handling a request", ()
        super().exception(msg, *args, **kwargs)


def when_ready(server: Any) -> None:
    """Say where the site is, and what the record is: whoever keeps the log can tell later whether it was cut."""
    from django.db import Error, connection

    from companies.record.ledger.revision import Head

    print(f"Serving {_site_url}/  (editors: {_site_url}/admin/)", flush=True)  # noqa: T201
    try:
        head = Head.objects.get(pk=Head.ONLY)
    except (Error, Head.DoesNotExist):
        return  # readers are told by 503; the site is there as soon as its database is
    finally:
        connection.close()
    print(f"The record's head: {head.seq}:{head.ledger or 'empty'}", flush=True)  # noqa: T201


_headers_of_gunicorn = Response.default_headers


def _headers_without_server(response: Response) -> list[str]:
    return [line for line in _headers_of_gunicorn(response) if not line.startswith("Server:")]


def _write_error(sock: socket.socket, status: int, reason: str, message: str) -> None:
    """Answer a request that can't be parsed with the status alone; `message` would repeat what was sent."""
    body = f"{status} {reason}\n"
    headers = {
        **READERS,
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    util.write_nonblock(sock, f"HTTP/1.1 {status} {reason}\r\n{lines}\r\n{body}".encode("latin-1"))


Response.default_headers = _headers_without_server
util.write_error = _write_error
