"""The instant at which the clock stands in tests."""

from datetime import UTC, datetime

BASE_INSTANT = datetime(2026, 12, 31, 12, tzinfo=UTC)
"""The packs go to June 2026: what they say is in the past at this instant."""
