"""The whole OpenAPI document."""

from functools import cache
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator

from companies.api.conditional import RELEASE
from companies.api.schema.components import schemas
from companies.api.schema.responses import shared_responses
from companies.api.schema.tags import TAGS
from companies.record.reading.addresses import absolute

_INFO = """What companies answered when the law asked for user data or takedowns: sourced, dated, versioned, citable.

Read-only, without a key. Every list and item takes two clocks: `valid_on` (what was in force that day) and `known_at`
(what had been published by that instant). An address with both gives the same bytes for ever once the instant has
settled. Absent keys are unknown; codes are open lists: take ones that you don't know. Data under CC BY 4.0."""


@cache
def openapi() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document; made once a process, since neither code nor settings change in one."""
    document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    document["info"] = {
        "title": settings.SITE_NAME,
        "version": RELEASE,
        "description": _INFO,
        "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "contact": {"name": settings.SITE_NAME, "url": absolute("/")},
    }
    document["servers"] = [{"url": settings.SITE_URL, "description": "The record."}]
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    document["components"] = {"schemas": schemas(), "responses": shared_responses()}
    return document
