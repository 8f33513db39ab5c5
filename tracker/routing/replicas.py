"""The replicas: which are asked in which order, which are left alone for a while, and how far one has come."""

import itertools
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import connections

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


def replay_position(alias: str) -> Callable[[], datetime | None]:
    """Return what asks a replica when the last transaction that it has replayed was committed at the primary.

    It says None where none was replayed since it was started. One that was promoted says what it replayed last.
    """

    def ask() -> datetime | None:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_last_xact_replay_timestamp()")
            found: datetime | None = cursor.fetchone()[0]
        return found

    return ask
