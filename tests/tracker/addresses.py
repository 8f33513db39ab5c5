"""Every address pattern of the site, filled in: a new URL is in every crawl of it without being listed."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

# What stands for a part of an address. Nothing is published under these, so readers' addresses answer 404.
SAMPLES = {"int": "1", "slug": "nothing-here", "str": "nothing-here", "path": "nothing-here", "uuid": "0" * 32}
_PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?\w+>")
_GROUP = re.compile(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)")


def all_addresses() -> list[str]:
    """Every pattern of the resolver once, as a path."""
    return sorted(set(_walk("/", get_resolver().url_patterns)))


def reader_addresses() -> list[str]:
    """Those outside the editors' desk."""
    return [address for address in all_addresses() if not address.startswith("/admin/")]


def _walk(prefix: str, patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        path = prefix + _filled(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(path, pattern.url_patterns)
        else:
            yield path


def _filled(pattern: object) -> str:
    """The pattern with a sample for each parameter; an unknown converter takes a slug."""
    if isinstance(pattern, RegexPattern):
        return _GROUP.sub(SAMPLES["slug"], str(pattern)).strip("^$").replace(r"\Z", "").replace("\\", "")
    assert isinstance(pattern, RoutePattern), f"tests/tracker/addresses.py can't fill in {pattern!r}"
    return _PARAMETER.sub(lambda match: SAMPLES.get(match["converter"] or "str", SAMPLES["slug"]), str(pattern))
