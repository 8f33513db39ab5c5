"""Servers as processes: started on 127.0.0.1, asked how much CPU and memory they took, and ended."""

import contextlib
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """A server that was started."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"

    def cpu_seconds(self) -> float:
        """Return how much CPU it and its workers have taken since they began."""
        return sum(_cpu(pid) for pid in _tree(self.process.pid))

    def peak_megabytes(self) -> float:
        """Return the most memory that one of its processes has held, in MB of a million bytes."""
        return max((_peak(pid) for pid in _tree(self.process.pid)), default=0.0)


class Servers:
    """Starts servers, and ends all of them."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._started: list[Server] = []
        logs.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> "Servers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._started:
            server.process.terminate()
        for server in self._started:
            try:
                server.process.wait(20)
            except subprocess.TimeoutExpired:
                server.process.kill()

    def start(self, name: str, command: list[str], environment: Mapping[str, str], *, ready: str) -> Server:
        """Start a server and wait until it answers at ``ready``. ``{port}`` in the command and values is its port.

        Raises RuntimeError where it ends, or does not answer within two minutes.
        """
        port = free_port()
        given = {key: value.format(port=port) for key, value in environment.items()}
        log = self._logs / f"{name.replace(' ', '-')}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - our own commands
                [part.format(port=port) for part in command],
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], **given},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        server = Server(name, port, process)
        self._started.append(server)
        for _ in range(600):
            if process.poll() is not None:
                break
            if _answers(port, ready):
                return server
            time.sleep(0.2)
        raise RuntimeError(f"{name} did not start; see {log}.")


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int, path: str) -> bool:
    try:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status < 500
    except OSError:
        return False


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and all that it has started."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0
