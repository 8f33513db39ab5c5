"""The newest head that any reader has been shown, shared by all processes in Redis (decision 044).

An ETag tells what a reader has seen at one address. This tells it for all addresses, without knowing any reader: what
nobody has seen yet may come from a replica that lacks it, and what somebody has seen may not.
"""

import time

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

REST_SECONDS = 2
"""How long a Redis that could not be asked is left alone, so that not every request waits for it."""
LONGEST_WAIT_SECONDS = 0.25
# The head is only ever raised. A missing key is made by whoever has asked the primary alone: of what was shown before
# the key was lost, a replica need not know.
_RAISE = """
local held = redis.call('GET', KEYS[1])
if (held and tonumber(held) < tonumber(ARGV[1])) or (not held and ARGV[2] == '1') then
    redis.call('SET', KEYS[1], ARGV[1])
end
"""


class NewestShown:
    """One process's way to the number that all share."""

    def __init__(self, redis_url: str, site_url: str) -> None:
        self._redis = Redis.from_url(
            redis_url,
            socket_timeout=LONGEST_WAIT_SECONDS,
            socket_connect_timeout=LONGEST_WAIT_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._raise = self._redis.register_script(_RAISE)
        self._key = f"newest-head-shown:{site_url}"
        self._own = 0
        self._unknown = True
        self._resting_until = 0.0

    def head(self) -> int | None:
        """Return the newest head that was shown; None where that can't be told, and only the primary may answer."""
        held = None
        if time.monotonic() >= self._resting_until:
            try:
                held = self._redis.get(self._key)
            except RedisError:
                self._resting_until = time.monotonic() + REST_SECONDS
        self._unknown = held is None
        return None if held is None else max(int(held), self._own)

    def note(self, head: int, *, from_primary: bool) -> None:
        """Note a head before it is shown. Where Redis is away, this process alone remembers it."""
        if head <= self._own and not (self._unknown and from_primary):
            return
        self._own = max(head, self._own)
        try:
            self._raise(keys=[self._key], args=[head, int(from_primary)])
        except RedisError:
            self._resting_until = time.monotonic() + REST_SECONDS
