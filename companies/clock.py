"""The one clock. Everything that asks for the time asks here, so that a test can hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone

LATEST_ZONE = timezone(timedelta(hours=14))
"""UTC+14, where a day begins first (design: rules of time 4)."""

_fixed: list[datetime] = []


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return _fixed[-1] if _fixed else datetime.now(UTC)


def is_fixed() -> bool:
    """Return whether the clock is held still, as tests do."""
    return bool(_fixed)


def today() -> date:
    """Return today's date in UTC: what "today" means on every page and answer."""
    return now().date()


def latest_today() -> date:
    """Return the date at UTC+14. The future begins after it, so that no Hong Kong morning is an error."""
    return now().astimezone(LATEST_ZONE).date()


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Hold the clock at ``instant`` (aware) inside the block, in every thread of this process."""
    if instant.tzinfo is None:
        raise ValueError("a fixed clock needs an instant with its zone")
    _fixed.append(instant.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.pop()
