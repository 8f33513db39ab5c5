"""Is the clock to be believed? A set published under a clock that is far ahead would lock the record until then.

What a machine knows of the time without its clock: the newest revision, the instant that DATA_DIR last noted, and how
long this process has run since it began under a clock that fitted these. A clock more than a day beyond all of them is
doubted, and whoever publishes is asked first.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from companies import clock
from companies.record.ledger.revision import Head

DOUBTED = timedelta(days=1)
FILE = "last-known"
"""In DATA_DIR: the instant at which a clock was last believed."""


@dataclass(frozen=True)
class Start:
    """When this process began: by the clock, by the time since the machine was started, and by what was noted then."""

    wall: datetime
    uptime: float
    noted: datetime | None

    @property
    def believed(self) -> bool:
        """Whether the clock fitted what was noted, as far as anything was."""
        return self.noted is None or self.wall - self.noted <= DOUBTED


def read_start() -> Start:
    """Return the start of this process, which is now."""
    return Start(datetime.now(UTC), _uptime(), _noted())


def doubt(newest: datetime | None) -> str:
    """Return a sentence that says why the clock is doubted; blank where it fits what is known.

    ``newest``: the instant of the newest revision. Before the first there is nothing that a wrong clock could lock.
    """
    now = clock.now()
    if newest is None or clock.is_fixed():
        return ""
    start, known = _start, [newest, *([noted] if (noted := _noted()) else [])]
    if start.believed:
        known.append(start.wall + timedelta(seconds=_uptime() - start.uptime))
    if now - max(known) <= DOUBTED:
        return ""
    return (
        f"the clock says {now:%Y-%m-%d %H:%M} UTC, {(now - max(known)).days} days after anything that this machine "
        f"knows of ({max(known):%Y-%m-%d %H:%M}): if that is right, say so and publish again"
    )


def clock_doubt() -> str:
    """Return :func:`doubt` as the record stands now: what a screen or command asks before it publishes."""
    return doubt(Head.objects.get(pk=Head.ONLY).recorded_at)


def note_belief() -> None:
    """Note in DATA_DIR that the clock was believed now. A folder that can't be written costs a question later on."""
    if clock.is_fixed():
        return
    file = _file()
    try:
        partial = file.with_name(f"{FILE}.new")
        partial.write_text(f"{clock.now().isoformat()}\n")
        partial.chmod(0o600)
        partial.replace(file)
    except OSError:
        return


def _noted() -> datetime | None:
    """Return the instant that was noted last; without a note, when a file of DATA_DIR was last written."""
    try:
        return datetime.fromisoformat(_file().read_text().strip()).astimezone(UTC)
    except (OSError, ValueError):
        pass
    try:
        times = [file.stat().st_mtime for file in Path(settings.DATA_DIR).iterdir() if file.is_file()]
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _file() -> Path:
    return Path(settings.DATA_DIR) / FILE


def _uptime() -> float:
    """Return seconds since the machine was started, those that it slept included where the system tells them."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


_start = read_start()
