"""What KEPT_ANSWERS_MB and REDIS_URL may say, and what they make."""

import pytest
from django.core.cache import CacheHandler
from django.core.exceptions import ImproperlyConfigured

from tracker.caches.configuring import ANSWERS, cache_settings, most_bytes

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(("text", "size"), [("", 64 * MEGABYTE), ("0", 0), ("1", MEGABYTE), ("512", 512 * MEGABYTE)])
def test_the_size_is_told_in_megabytes(text: str, size: int) -> None:
    assert most_bytes(text) == size


@pytest.mark.parametrize("text", ["-1", "1.5", "64MB", "٣", "9999999", " "])
def test_a_size_that_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="KEPT_ANSWERS_MB"):
        most_bytes(text)


@pytest.mark.parametrize(
    ("url", "size", "backend"),
    [
        ("", MEGABYTE, "MemoryCache"),
        ("redis://127.0.0.1:6379/0", MEGABYTE, "QuietRedisCache"),
        ("rediss://user:password@redis.example", MEGABYTE, "QuietRedisCache"),
        ("unix:///run/redis.sock", MEGABYTE, "QuietRedisCache"),
        ("", 0, "DummyCache"),
        ("redis://127.0.0.1:6379/0", 0, "DummyCache"),
    ],
)
def test_answers_are_kept_in_memory_in_redis_or_nowhere(url: str, size: int, backend: str) -> None:
    handler = CacheHandler(cache_settings(url, size))
    assert type(handler[ANSWERS]).__name__ == backend
    assert type(handler["default"]).__name__ == "DummyCache", "nothing else is kept"


@pytest.mark.parametrize("url", ["http://x", "redis://", "redis://host:port", "unix://", "127.0.0.1:6379", "redis://["])
def test_an_address_that_is_not_redis_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL") as refused:
        cache_settings(url, 0)
    assert f"{url};" not in str(refused.value)
