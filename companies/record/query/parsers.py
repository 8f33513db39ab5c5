"""Values of parameters: from text to what the record is read with, or a refusal (A03; quality: trap 5)."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime

from companies import clock
from companies.partial_dates import is_partial_date
from companies.record.query.errors import ParameterError, malformed, shown, unknown_value
from companies.record.reading.replica import leave_to_primary
from companies.record.reading.snapshot import Clocks, take_snapshot

MOST_VALUES = 50
LONGEST_PAGE = 100
LARGEST_NUMBER = 2**31 - 1

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)
_BLANK_FOR_PLUS = re.compile(r".*:[0-9]{2}(?:\.[0-9]+)? [0-9]{2}:[0-9]{2}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")


def plain_text(name: str, text: str) -> str:
    """Return the text. Raises ParameterError for control characters, lone surrogates, and bytes that are no UTF-8."""
    if any(unicodedata.category(sign) in ("Cc", "Cs") or sign == "\N{REPLACEMENT CHARACTER}" for sign in text):
        raise malformed(name, f"'{shown(name)}' holds characters that are no text, or bytes that are no UTF-8.")
    if not text:
        raise malformed(name, f"'{shown(name)}' is empty. Leave it out, or give it a value.")
    return text


def day(name: str, text: str) -> date:
    """Return a full day that is not in the future, which begins after the date at UTC+14."""
    wanted = f"'{name}' is a day, written 2020-07-06; '{shown(text)}' is none."
    if not _DAY.fullmatch(text):
        raise malformed(name, wanted)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise malformed(name, wanted) from None
    if found > clock.latest_today():
        raise future_clock(name, text, clock.latest_today().isoformat())
    return found


def instant(name: str, text: str) -> datetime:
    """Return an RFC 3339 instant in UTC. Whether it lies in the future: :func:`is_future`."""
    wanted = f"'{name}' is an instant with its zone, written 2020-07-06T12:00:00Z; '{shown(text)}' is none."
    if _BLANK_FOR_PLUS.fullmatch(text):
        raise malformed(name, f"A '+' in an address is a blank: send '{name}' with %2B before the zone, or with Z.")
    match = _INSTANT.fullmatch(text)
    if match and not match["zone"]:
        raise malformed(name, f"'{name}' needs its zone: end it with Z, or with one like %2B08:00.")
    try:
        return datetime.fromisoformat(text if match else "").astimezone(UTC)
    except (ValueError, OverflowError):
        raise malformed(name, wanted) from None


def is_future(known_at: datetime) -> bool:
    """Return whether nobody can have known anything at ``known_at`` yet.

    An instant that the record has given out is never refused, although it may be a little ahead of the clock. A replica
    may not have heard of it yet: there ReplicaBehindError is raised.
    """
    if known_at <= clock.now():
        return False
    newest = take_snapshot(Clocks()).instant
    if newest is not None and known_at <= newest:
        return False
    leave_to_primary()
    return True


def future_clock(name: str, text: str, latest: str) -> ParameterError:
    """Return the error for a clock that is set to what nobody knows yet."""
    return ParameterError(
        name,
        "future-clock",
        "Clock in the future",
        f"'{name}' is {shown(text)}; the latest that can be asked: {latest}.",
    )


def partial_date(name: str, text: str) -> str:
    """Return a year, a month or a day that exists."""
    if not is_partial_date(text):
        raise malformed(name, f"'{name}' is a year, a month or a day, written 2020, 2020-07 or 2020-07-06.")
    return text


def number(name: str, text: str, least: int, most: int) -> int:
    """Return a whole number in ASCII digits between two bounds, both included."""
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise malformed(name, f"'{name}' is a whole number from {least} to {most}; '{shown(text)}' is none.")
    return int(text)


def truth(name: str, text: str) -> bool:
    """Return ``true`` or ``false`` as what they say."""
    if text not in ("true", "false"):
        raise unknown_value(name, text, ["true", "false"], f"a value of '{name}'")
    return text == "true"


def languages(name: str, values: Sequence[str]) -> list[str]:
    """Return language tags. Any well-formed tag is taken: the list of languages is not closed."""
    for value in values:
        if not _LANGUAGE.fullmatch(value):
            raise malformed(name, f"'{name}' takes language tags like en or zh-Hant; '{shown(value)}' is none.")
    return list(values)


def comma_list(name: str, text: str) -> list[str]:
    """Return the values of a comma list, sorted: at most 50, none empty, none twice."""
    values = text.split(",")
    if len(values) > MOST_VALUES:
        raise malformed(name, f"'{name}' takes at most {MOST_VALUES} values; {len(values)} are given.")
    if not all(values):
        raise malformed(name, f"'{name}' has an empty value between its commas.")
    if len(set(values)) < len(values):
        raise malformed(name, f"'{name}' names the same value more than once.")
    return sorted(values)


def words(name: str, values: Sequence[str], known: Sequence[str], what: str) -> list[str]:
    """Return values of a closed list of words."""
    for value in values:
        if value not in known:
            raise unknown_value(name, value, known, what)
    return list(values)
