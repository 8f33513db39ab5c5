"""What is wrong with one parameter, said so that who sent it can mend it (design: filters 3)."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST_SHOWN = 80
MOST_COMPARED = 1000
"""A misspelt word is compared with no more than this many, the nearest in length first."""


class ParameterError(Exception):
    """One parameter that is refused. Pages answer it with a page, the API with a problem (RFC 9457)."""

    def __init__(
        self,
        parameter: str,
        code: str,
        title: str,
        detail: str,
        *,
        allowed: Sequence[str] = (),
        suggestion: str = "",
    ) -> None:
        super().__init__(detail)
        self.parameter = shown(parameter)
        self.code = code
        """The last part of the problem's type: ``/api/problems/<code>/``."""
        self.title = title
        self.detail = f"{detail} Did you mean '{suggestion}'?" if suggestion else detail
        self.allowed = list(allowed)
        self.suggestion = suggestion


def unknown_parameter(name: str, allowed: Iterable[str], of: str) -> ParameterError:
    """Return the error for a parameter that ``of`` ("this list") does not take."""
    names = sorted(allowed)
    return ParameterError(
        name,
        "unknown-parameter",
        "Unknown parameter",
        f"'{shown(name)}' is not a parameter of {of}.",
        allowed=names,
        suggestion=nearest(name, names),
    )


def repeated_parameter(name: str) -> ParameterError:
    """Return the error for a parameter that is given twice: which one is meant is never guessed."""
    return ParameterError(
        name, "repeated-parameter", "Repeated parameter", f"'{shown(name)}' is given more than once. Give it once."
    )


def malformed(name: str, detail: str, *, allowed: Sequence[str] = ()) -> ParameterError:
    """Return the error for a value that has not the form of its parameter."""
    return ParameterError(name, "malformed-value", "Malformed value", detail, allowed=allowed)


def unknown_value(
    name: str, value: str, known: Sequence[str], what: str, *, tell: bool = True, suggestion: str = ""
) -> ParameterError:
    """Return the error for a value that is none of ``known``, naming the nearest; ``tell``: name all of them.

    ``suggestion``: what is meant, where more is known of it than its spelling.
    """
    return ParameterError(
        name,
        "unknown-value",
        "Unknown value",
        f"'{shown(value)}' is not {what}.",
        allowed=known if tell else (),
        suggestion=suggestion or nearest(value, known),
    )


def foreign_cursor() -> ParameterError:
    """Return the error for a cursor that was altered, or given out for another list, filter, order or clock."""
    return ParameterError(
        "cursor",
        "foreign-cursor",
        "Foreign cursor",
        "'cursor' was not given out for this question. Take it from 'next' or 'previous' of an answer, unchanged.",
    )


def future_head(name: str, asked: int, newest: int) -> ParameterError:
    """Return the error for a head that the record has not come to."""
    return ParameterError(
        name,
        "future-head",
        "Head that is not there yet",
        f"'{name}' is {asked}; the newest head that can be asked: {newest}.",
    )


def nearest(value: str, known: Sequence[str]) -> str:
    """Return the one of ``known`` that is spelt most like ``value``, or nothing."""
    wanted = value[:LONGEST_SHOWN].lower()
    if len(known) > MOST_COMPARED:
        alike = [word for word in known if word[:1] == wanted[:1]]
        known = sorted(alike, key=lambda word: abs(len(word) - len(wanted)))[:MOST_COMPARED]
    return next(iter(difflib.get_close_matches(wanted, known, n=1)), "")


def shown(text: str) -> str:
    """Return what was sent as it may be shown: without control characters, at most 80 characters."""
    plain = "".join(sign if is_shown(sign) else "\N{REPLACEMENT CHARACTER}" for sign in text[:LONGEST_SHOWN])
    return plain if len(text) <= LONGEST_SHOWN else f"{plain}…"


def is_shown(sign: str) -> bool:
    """Return whether a character may stand in an answer: no control, format, surrogate or unassigned one."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
