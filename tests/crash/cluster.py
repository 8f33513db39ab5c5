"""A PostgreSQL server of a test's own, which may be stopped in the middle: no other test's database is on it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.tracker.processes import free_port


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL that is installed, None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    found = shutil.which("pg_ctl")
    return next((folder for folder in [*folders, *([Path(found).parent] if found else [])]), None)


class Cluster:
    """The server: started, stopped at once as by a power cut, and started again; a primary, or a replica of one."""

    def __init__(self, folder: Path, installed: Path, primary: "Cluster | None" = None) -> None:
        self._folder, self._installed = folder, installed
        self._port = free_port()
        # PostgreSQL refuses to run as root: there it runs as the user that its package made.
        self._user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        if self._user:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)
        if primary is None:
            self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        else:
            # -R has it follow the primary when it is started.
            self._run("pg_basebackup", "-R", "-X", "stream", "-c", "fast", "-d", primary.url)

    @property
    def url(self) -> str:
        """What DATABASE_URL says."""
        return f"postgres://postgres@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Start it, recover what it had, and wait until it answers."""
        options = f"-c port={self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self.runs = True
        self._run("pg_ctl", "-l", str(self._folder / "server.log"), "-w", "-o", options, "start")

    def stop_at_once(self) -> None:
        """Stop it without a checkpoint: it recovers from its log when it starts again."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")
        self.runs = False

    def promote(self) -> None:
        """Make a replica a primary, which is written from now on."""
        self._run("pg_ctl", "-w", "promote")

    def ask(self, query: str) -> str:
        """Return the one value that a query gives, as text."""
        command = [str(self._installed / "psql"), "-d", self.url, "-A", "-t", "-q", "-c", query]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._installed / program), "-D", str(self._folder / "data"), *arguments]
        as_user = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        log = self._folder.parent / f"{self._folder.name}.log"
        with log.open("ab") as said:
            done = subprocess.run(command, cwd="/", stdout=said, stderr=said, check=False, **as_user)  # type: ignore[call-overload]
        assert done.returncode == 0, log.read_text()[-2000:]


@contextmanager
def cluster(installed: Path, primary: Cluster | None = None) -> Iterator[Cluster]:
    """A running server in a folder of its own, gone afterwards; a replica where a primary is given."""
    folder = Path(tempfile.mkdtemp())
    made = Cluster(folder, installed, primary)
    made.start()
    try:
        yield made
    finally:
        if made.runs:
            made.stop_at_once()
        shutil.rmtree(folder)
        Path(f"{folder}.log").unlink()
