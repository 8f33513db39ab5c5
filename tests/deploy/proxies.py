"""The two proxies of ``deploy/``, started from the very files that operators take, at ports of a test's own."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.tracker.processes import free_port

DEPLOY = settings.BASE_DIR / "deploy"
PROXIES = ("nginx", "caddy")
_OLD_CADDY = {"request_buffers 1100KB": "buffer_requests", "response_buffers 8MB": "buffer_responses"}


@dataclass
class Proxy:
    """A proxy that runs. ``told`` is the folder of all that it writes."""

    name: str
    port: int
    told: Path


def program(name: str) -> str | None:
    """Return where a proxy is installed; Debian keeps nginx where not everybody looks."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


@contextmanager
def proxy(name: str, folder: Path, ports: Sequence[int], own_port: int | None = None) -> Iterator[Proxy]:
    """A proxy before the sites at ``ports``, ended afterwards."""
    found, port = program(name), own_port or free_port()
    assert found
    folder.mkdir()
    told = folder / "told"
    told.mkdir()
    command = {"nginx": _nginx, "caddy": _caddy}[name](found, folder, port, ports)
    with (told / "said").open("wb") as said:
        home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        process = subprocess.Popen(command, env={"PATH": os.environ["PATH"], **home}, stdout=said, stderr=said)
    try:
        _wait_for(port, process, told / "said")
        yield Proxy(name, port, told)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _nginx(found: str, folder: Path, port: int, ports: Sequence[int]) -> list[str]:
    site = _changed(
        (DEPLOY / "nginx.conf").read_text(),
        {
            "listen 80;": f"listen 127.0.0.1:{port};",
            "server 127.0.0.1:8000;": " ".join(f"server 127.0.0.1:{each};" for each in ports),
            "/var/log/nginx/record-error.log": str(folder / "told" / "error.log"),
        },
    )
    (folder / "site.conf").write_text(site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    # Started by root, its workers would be another user, who can't enter a test's folder.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"daemon off; {user} pid {folder}/pid; events {{ }} http {{ {places} include {folder}/site.conf; }}"
    )
    return [found, "-p", str(folder), "-c", str(folder / "main.conf"), "-e", str(folder / "told" / "start.log")]


def _caddy(found: str, folder: Path, port: int, ports: Sequence[int]) -> list[str]:
    version = subprocess.run([found, "version"], capture_output=True, text=True, check=True).stdout
    numbers = re.search(r"(\d+)\.(\d+)", version)
    older = numbers is not None and (int(numbers[1]), int(numbers[2])) < (2, 7)
    text = _changed(
        (DEPLOY / "Caddyfile").read_text(),
        {
            "\nrecord.example {": f"\nhttp://127.0.0.1:{port} {{\n\tbind 127.0.0.1",
            "reverse_proxy 127.0.0.1:8000 {": f"reverse_proxy {' '.join(f'127.0.0.1:{each}' for each in ports)} {{",
            **(_OLD_CADDY if older else {}),
        },
    )
    (folder / "Caddyfile").write_text(text)
    return [found, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _changed(text: str, places: Mapping[str, str]) -> str:
    """Put a test's own places into an operator's file; each must stand there once."""
    for old, new in places.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def _wait_for(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, said.read_text()[-2000:]
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the proxy did not open its port")
