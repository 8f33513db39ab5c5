"""The bar of the two clocks, on every page: which day and which state of knowledge is shown, and how to see another."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from companies.pages.dates import day_words, instant_words
from companies.pages.page_address import address_of
from companies.record.ledger.canonical import instant_text
from companies.record.query.parameters import CLOCKS
from companies.record.reading.snapshot import Snapshot, first_instant


@dataclass(frozen=True)
class ClockBar:
    """What the bar says and what its form carries along."""

    sentence: str
    past: bool
    valid_on: str
    """What stands in the form's fields: what was asked, so that input is kept."""
    known_at: str
    others: list[tuple[str, str]]
    """The page's other parameters, which the form sends along."""
    today: str
    """The same page without the clocks."""
    example: str
    """An instant in the form that the field takes."""
    begins: datetime | None
    """Before the record began: the instant of its first revision."""

    @classmethod
    def of(cls, request: HttpRequest, snapshot: Snapshot) -> "ClockBar":
        """Return the bar of a page."""
        others = QueryDict(mutable=True)
        for name, values in request.GET.lists():
            if name not in (*CLOCKS, "cursor"):
                others.setlist(name, values)
        return cls(
            sentence=clock_sentence(snapshot),
            past=snapshot.past,
            valid_on=request.GET.get("valid_on", ""),
            known_at=request.GET.get("known_at", ""),
            others=[(name, value) for name, values in others.lists() for value in values],
            today=address_of(request.path, others),
            example=instant_text(snapshot.instant)[:16].replace("T", " ") if snapshot.instant else "2026-11-24 12:00",
            begins=first_instant() if snapshot.instant is None else None,
        )


def clock_sentence(snapshot: Snapshot) -> str:
    """Say which day and which state of knowledge is shown."""
    known_at = snapshot.clocks.known_at
    if snapshot.valid_on is None and known_at is None:
        return _("What stands today, as the record knows it now.")
    if known_at is None:
        return _("What stood on %(day)s, as the record knows it now.") % {"day": day_words(snapshot.day)}
    if snapshot.valid_on is None:
        return _("What stands today, as the record knew it on %(instant)s.") % {"instant": instant_words(known_at)}
    return _("What stood on %(day)s, as the record knew it on %(instant)s.") % {
        "day": day_words(snapshot.day),
        "instant": instant_words(known_at),
    }


def clocks_query(snapshot: Snapshot) -> str:
    """Return the asked clocks as a query string, blank where none was asked: links on a page of the past stay there."""
    clocks = QueryDict(mutable=True)
    if snapshot.clocks.valid_on is not None:
        clocks["valid_on"] = snapshot.clocks.valid_on.isoformat()
    if snapshot.clocks.known_at is not None:
        clocks["known_at"] = instant_text(snapshot.clocks.known_at)
    return clocks.urlencode(safe=":")
