"""Every kind of problem that the API responds with: each has an address of its own that explains it (RFC 9457)."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class ProblemType:
    """One kind of problem. Its code is never reused, and never changes its meaning."""

    code: str
    status: int
    title: str
    meaning: str
    """What happened, in a sentence or two."""
    remedy: str
    """What the asker can do."""


_TYPES = (
    ProblemType(
        "unknown-parameter",
        400,
        "Unknown parameter",
        "The address has a parameter that this list, item or history does not take.",
        "Take one of the names in “allowed”. Nothing is ignored, so that a misspelt filter can’t pass for all rows.",
    ),
    ProblemType(
        "repeated-parameter",
        400,
        "Repeated parameter",
        "A parameter is given more than once.",
        "Give it once. Several values of one filter are written with commas: position=refuses,suspended.",
    ),
    ProblemType(
        "malformed-value",
        400,
        "Malformed value",
        "A value has not the form that its parameter asks for: no date, no number, an empty value, or no UTF-8 text.",
        "Write it as “detail” says. In an address, + is a blank: send %2B before a zone.",
    ),
    ProblemType(
        "unknown-value",
        400,
        "Unknown value",
        "A value is none of the codebook’s words, or no slug that was published by “known_at”.",
        "Take one of “allowed”, or a slug from the list of its kind.",
    ),
    ProblemType(
        "future-clock",
        400,
        "Clock in the future",
        "“valid_on” or “known_at” lies in the future.",
        "Ask for a day that has begun somewhere on earth, and for an instant that has passed.",
    ),
    ProblemType(
        "future-head",
        400,
        "Head that is not there yet",
        "“min_head” is newer than the newest revision of the record.",
        "Send the “head” of an answer of this site. Where it was one, the record has lost its last revisions: tell us.",
    ),
    ProblemType(
        "empty-range",
        400,
        "Range that ends before it begins",
        "“announced_to” ends before “announced_from” begins.",
        "Swap the two.",
    ),
    ProblemType(
        "foreign-cursor",
        400,
        "Foreign cursor",
        "The cursor was altered, or was given out for another question.",
        "Follow “next” and “previous” as they stand. To ask something else, begin without a cursor.",
    ),
    ProblemType(
        "bad-request",
        400,
        "Bad request",
        "The request could not be understood at all: a foreign Host, or far too many parameters.",
        "Send it to the host that this page is on, as the reference shows.",
    ),
    ProblemType(
        "forbidden",
        403,
        "Forbidden",
        "What was asked is not given to anybody here.",
        "Everything public is read with GET, without a key.",
    ),
    ProblemType(
        "not-found",
        404,
        "Not found",
        "Nothing is at this address, or nothing was by “known_at”.",
        "Look in the list of that kind. What was once published and then taken back answers 410, not 404.",
    ),
    ProblemType(
        "method-not-allowed",
        405,
        "Method not allowed",
        "The API is for reading: GET, HEAD and OPTIONS.",
        "Ask with GET. The header Allow names what an address takes.",
    ),
    ProblemType(
        "not-acceptable",
        406,
        "Not acceptable",
        "The header Accept rules out the form in which this address answers.",
        "Accept application/json, or leave the header out.",
    ),
    ProblemType(
        "precondition-failed",
        412,
        "Precondition failed",
        "The answer is not, or is no longer, the one that “If-Match” or “If-Unmodified-Since” names.",
        "Ask again without the condition, or with the ETag that the answer has now.",
    ),
    ProblemType(
        "content-too-large",
        413,
        "Content too large",
        "The body of the request is longer than 64 kB.",
        "Send no body: the API is for reading.",
    ),
    ProblemType(
        "uri-too-long",
        414,
        "URI too long",
        "The request line is longer than 4 kB.",
        "Ask for fewer values at once.",
    ),
    ProblemType(
        "unsupported-media-type",
        415,
        "Unsupported media type",
        "The request has a body. No address of the API takes one, of any type.",
        "Leave the body out: everything that is asked stands in the address.",
    ),
    ProblemType(
        "server-error",
        500,
        "Server error",
        "Something went wrong on our side.",
        "Try again later. If it stays, tell us the “instance” of the answer: it finds the fault in our log.",
    ),
    ProblemType(
        "busy",
        503,
        "Busy",
        "The database was kept waiting for too long by somebody else’s work.",
        "Ask again after the seconds that the header Retry-After tells.",
    ),
    ProblemType(
        "unavailable",
        503,
        "Unavailable",
        "The database can’t be reached, or its disk is full.",
        "Ask again later; the header Retry-After tells after how many seconds at the earliest.",
    ),
)

PROBLEM_TYPES = {problem.code: problem for problem in _TYPES}


def type_url(code: str) -> str:
    """Return the absolute address that explains a problem: its ``type``."""
    return f"{settings.SITE_URL}/api/problems/{code}/"
