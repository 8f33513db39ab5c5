"""The replicas: which are asked in which order, which are left alone for a while, and how far one has come."""

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from tracker.routing.newest_shown import NewestShown

REST_SECONDS = 5
"""How long a replica that could not be reached is left alone, so that not every request waits for it."""


class Replicas:
    """The replicas of one process."""

    def __init__(self, aliases: Sequence[str]) -> None:
        self._aliases = list(aliases)
        self._turns = itertools.count()
        self._resting: dict[str, float] = {}

    def in_turn(self) -> list[str]:
        """Return those that may be asked; each request begins with another one."""
        start = next(self._turns) % len(self._aliases)
        now = time.monotonic()
        order = [*self._aliases[start:], *self._aliases[:start]]
        return [alias for alias in order if self._resting.get(alias, now) <= now]

    def rest(self, alias: str) -> None:
        """Leave one alone for a while."""
        self._resting[alias] = time.monotonic() + REST_SECONDS


@dataclass(frozen=True)
class StreamingReplica:
    """One replica, as the record's reading asks of it while a request is read from it."""

    alias: str
    held: int
    """The newest head that this reader has seen, as the request tells."""
    shown: NewestShown

    def newest_seen(self) -> int | None:
        """Return the newest head that this reader or any other has seen; None where that can't be told."""
        shown = self.shown.head()
        return None if shown is None else max(shown, self.held)

    def replayed_until(self) -> datetime | None:
        """Ask when the last transaction that it has replayed was committed at the primary.

        None where none was replayed since it was started. One that was promoted says what it replayed last.
        """
        with connections[self.alias].cursor() as cursor:
            cursor.execute("SELECT pg_last_xact_replay_timestamp()")
            found: datetime | None = cursor.fetchone()[0]
        return found
