"""Turns KEPT_ANSWERS_MB and REDIS_URL into Django's CACHES (decision 041)."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ANSWERS = "answers"
"""The alias of the cache that whole answers are kept in. Nothing else of the site is kept in a cache."""
USUAL_MEGABYTES = 64
REDIS_EXPIRY_SECONDS = 24 * 60 * 60
"""An answer that nobody asked for in a day costs one computation; Redis need not hold it."""
REDIS_TIMEOUT_SECONDS = 0.2
"""By so much a Redis that does not answer may hold up one request; those after it do not ask for a while."""
_NOTHING = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}


def most_bytes(text: str) -> int:
    """Return KEPT_ANSWERS_MB in bytes; 0 keeps nothing. Raises ImproperlyConfigured for what is no whole number."""
    if not text:
        return USUAL_MEGABYTES * 1024 * 1024
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise ImproperlyConfigured("KEPT_ANSWERS_MB must be a whole number of megabytes, or 0 to keep no answers.")
    return int(text) * 1024 * 1024


def cache_settings(redis_url: str, answer_bytes: int) -> dict[str, Any]:
    """Return CACHES: answers in this process's memory, or in Redis where ``redis_url`` names one.

    Raises ImproperlyConfigured for an address that is not Redis's; the message never repeats it, since it may hold a
    password.
    """
    return {"default": _NOTHING, ANSWERS: _answers(redis_url, answer_bytes)}


def _answers(redis_url: str, answer_bytes: int) -> dict[str, Any]:
    if redis_url and not _is_redis(redis_url):
        raise ImproperlyConfigured("REDIS_URL can't be read; write redis://host:port/number or rediss://… for TLS.")
    if not answer_bytes:
        return _NOTHING
    if not redis_url:
        return {"BACKEND": "tracker.caches.memory.MemoryCache", "OPTIONS": {"most_bytes": answer_bytes}}
    return {
        "BACKEND": "tracker.caches.quiet_redis.QuietRedisCache",
        "LOCATION": redis_url,
        "KEY_PREFIX": ANSWERS,
        "TIMEOUT": REDIS_EXPIRY_SECONDS,
        "OPTIONS": {
            "serializer": "tracker.caches.quiet_redis.BytesAlone",
            "socket_connect_timeout": REDIS_TIMEOUT_SECONDS,
            "socket_timeout": REDIS_TIMEOUT_SECONDS,
        },
    }


def _is_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return (parts.scheme in ("redis", "rediss") and bool(parts.hostname)) or (
        parts.scheme == "unix" and bool(parts.path)
    )
