"""A whole site in processes of its own, which a test may kill: the app as bin/serve starts it, in its own place."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.tracker.processes import environment, free_port

PACK = settings.BASE_DIR / "tests" / "desk" / "pack" / "packs" / "bay"


class Site:
    """A record with a small pack in it and one editor."""

    def __init__(
        self, folder: Path, database_url: str = "", log: Path | None = None, given: Mapping[str, str] | None = None
    ) -> None:
        """``given``: more of the environment than what every site needs."""
        self.folder = folder
        self._log = log or folder / "server.log"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        usual = {
            "HOME": str(folder),
            "PORT": str(self.port),
            "SITE_URL": self.address,
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "SECRET_KEY": "x1y2z3" * 10,
            "DJANGO_SETTINGS_MODULE": "tracker.settings.production",
        }
        self.environment = environment(**{**usual, **(given or {})})
        self._master: subprocess.Popen[bytes] | None = None

    def set_up(self) -> str:
        """Make the tables, load a pack and make an editor; return her password."""
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_pack", str(PACK), "--publish")
        said = self.manage("prepare_site")
        return said.partition("Password: ")[2].split()[0]

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end and return what it said; it must succeed."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            self._command(*arguments), **self._options(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    def fail(self, *arguments: str) -> str:
        """Run a management command that must fail and return what it said of it."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            self._command(*arguments), **self._options(), capture_output=True, text=True, check=False
        )
        assert done.returncode != 0, (arguments, done.stdout[-2000:])
        return done.stderr

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a management command and leave it running."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self._command(*arguments), **self._options(), stdout=quiet, stderr=quiet)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = self._log.open("ab")
        serve = [sys.executable, "-m", "gunicorn", "--config", "tracker/serving.py", "tracker.wsgi"]
        self._master = subprocess.Popen(serve, **self._options(), stdout=log, stderr=log)
        log.close()
        for _ in range(600):
            if self.status("/api/v1/stances/") == 200:
                return
            assert self._master.poll() is None, self._log.read_text()[-2000:]
            time.sleep(0.05)
        raise AssertionError("the site did not answer in time")

    def kill(self) -> None:
        """Kill the master and its workers at once, as a power cut would."""
        if self._master:
            with suppress(ProcessLookupError):
                os.killpg(self._master.pid, signal.SIGKILL)
            self._master.wait()
            self._master = None

    def kill_master(self) -> None:
        """Kill the master alone: its workers see it and end."""
        assert self._master
        self._master.kill()

    def kill_worker(self) -> None:
        """Kill one worker: the master starts another."""
        assert self._master
        children = Path(f"/proc/{self._master.pid}/task/{self._master.pid}/children").read_text().split()
        if children:
            os.kill(int(children[0]), signal.SIGKILL)

    def status(self, path: str) -> int:
        """Return the status of a page; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=20) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def json(self, path: str) -> dict[str, Any]:
        """Return an answer of the API."""
        with urllib.request.urlopen(f"{self.address}{path}", timeout=20) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
            return found

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "manage.py", *arguments]

    def _options(self) -> dict[str, Any]:
        return {"cwd": settings.BASE_DIR, "env": self.environment, "start_new_session": True}
