"""What a reader types as ``known_at``: a day, a minute or a second, in UTC unless it says otherwise.

The canonical form is strict (``2026-11-24T12:00:00Z``). A page that is asked in a looser one sends its reader on to the
canonical address, whose bar says back what was understood; links hold no other.
"""

import re
from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponseRedirect

from companies import clock
from companies.pages.page_address import address_of
from companies.partial_dates import is_partial_date

_TYPED = re.compile(
    r"\s*(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[ Tt]+(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?\s*(?P<zone>[Zz]|UTC|utc)?)?\s*"
)


def canonical_address(request: HttpRequest) -> HttpResponseRedirect | None:
    """Return where to go instead of an address with a loosely written ``known_at``, or None where there is none.

    What can't be understood is left as it is: the parser says what is allowed.
    """
    texts = request.GET.getlist("known_at")
    understood = understand(texts[0]) if len(texts) == 1 else None
    if understood is None:
        return None
    query = request.GET.copy()
    query["known_at"] = f"{understood:%Y-%m-%dT%H:%M:%SZ}"
    response = HttpResponseRedirect(address_of(request.path, query))
    response["Cache-Control"] = "no-store"
    return response


def understand(text: str) -> datetime | None:
    """Return the instant that a loosely written one means; None for the strict form, and for what means nothing.

    A day means its end; today, or the minute that goes on, means this very second.
    """
    match = _TYPED.fullmatch(text)
    if match is None or not is_partial_date(match["day"]):
        return None
    if match["second"] and text == f"{match['day']}T{match['hour']}:{match['minute']}:{match['second']}{match['zone']}":
        return None
    day = datetime.fromisoformat(match["day"]).date()
    try:
        at = (
            time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
            if match["hour"]
            else time(23, 59, 59)
        )
    except ValueError:
        return None
    found = datetime.combine(day, at, UTC)
    now = clock.now()
    return now if found > now and day == now.date() and match["hour"] is None else found
