"""Asking one server one address for a while, over one connection, and what that took."""

import http.client
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bench.measure.processes import Server

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value; blank where there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True)
class Cost:
    """What asking took, in milliseconds."""

    requests: int
    cpu: float
    """Of the server, a request."""
    p50: float
    p99: float


class Asker:
    """Holds one connection to a server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, path: str, headers: Headers) -> Answer:
        """Return the answer to one request, over the connection that is open, or a new one."""
        try:
            return self._ask(path, headers)
        except (http.client.HTTPException, ConnectionError):
            # The server ends a connection that nobody used for some seconds.
            self._connection = None
            return self._ask(path, headers)

    def measure(self, path: str, headers: Headers, seconds: float) -> Cost:
        """Ask until the time is up, once at least; the first request is not counted, unless it took all of the time."""
        before = self.server.cpu_seconds()
        began = time.perf_counter()
        self.ask(path, headers)
        taken = [time.perf_counter() - began]
        if taken[0] < seconds:
            before, taken = self.server.cpu_seconds(), []
            ends = time.perf_counter() + seconds
            while not taken or time.perf_counter() < ends:
                began = time.perf_counter()
                self.ask(path, headers)
                taken.append(time.perf_counter() - began)
        cpu = self.server.cpu_seconds() - before
        milliseconds = sorted(each * 1000 for each in taken)
        return Cost(
            len(taken),
            1000 * cpu / len(taken),
            statistics.median(milliseconds),
            milliseconds[min(len(taken) - 1, int(len(taken) * 0.99))],
        )

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()

    def _ask(self, path: str, headers: Headers) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=600)
        self._connection.request("GET", path, headers=dict(headers))
        response = self._connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())
