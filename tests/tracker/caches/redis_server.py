"""The Redis that tests may ask: what REDIS_URL names, else one on this machine, else none."""

import os

import pytest
from redis import Redis
from redis.exceptions import RedisError


def redis_url() -> str:
    """Return its address. Skips the test where there is no Redis."""
    url = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/0"
    try:
        with Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as redis:
            redis.ping()
    except (RedisError, OSError):
        pytest.skip("no Redis can be asked here: start one on 127.0.0.1:6379, or set REDIS_URL")
    return url
