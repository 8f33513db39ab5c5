"""The form of an ETag: the head that an answer was read at stands in it in clear (decision 044).

So whoever sends one back, in ``If-None-Match`` or ``If-Match``, tells how new the record was that they have seen, and
needs no cookie for it.
"""

import re

from django.http import HttpRequest

_HEAD = re.compile(r'"(0|[1-9][0-9]{0,17})-[0-9a-f]{32}(?:-gzip)?"')
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")


def etag_at(head: int, digest: str) -> str:
    """Return the strong ETag of an answer that was read at ``head``; ``digest`` is made from what decides the bytes."""
    return f'"{head}-{digest}"'


def newest_head_seen(request: HttpRequest) -> int:
    """Return the newest head that the request's conditions name; 0 where they name none."""
    return max(
        (int(head) for name in _CONDITIONS for head in _HEAD.findall(request.META.get(name, ""))),
        default=0,
    )
