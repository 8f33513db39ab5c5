"""A Redis of a test's own, which may be stopped: no other program's keys are in it."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis, RedisError

from tests.tracker.processes import free_port

INSTALLED = shutil.which("redis-server")


class RedisServer:
    """The server, which keeps nothing when it is stopped."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What REDIS_URL says."""
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Start it, empty, and wait until it answers."""
        assert INSTALLED
        settings = ("--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        quiet = subprocess.DEVNULL
        command = [INSTALLED, *settings, "--dir", str(self._folder)]
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        for _ in range(200):
            try:
                Redis.from_url(self.url).ping()
            except RedisError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("Redis did not answer in time")

    def stop(self) -> None:
        """End it at once; what was in it is gone."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """A running server, ended afterwards."""
    made = RedisServer(folder)
    made.start()
    try:
        yield made
    finally:
        made.stop()
