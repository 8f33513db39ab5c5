"""The two dates that are told wherever a position is told: since when it is held, and when it was last said.

Every page, title, table, citation and the preview take them from here (design: rules of time 9 and 10).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from companies.pages.dates import date_words, short_date_words, time_element
from companies.partial_dates import last_day
from companies.record.documents.compose import Document
from companies.record.reading.items import Item
from companies.record.reading.runs import Run, Said, first_of, held_since, runs_of, standing_run
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.stance_views import state_on
from companies.vocabulary import POSITIONS

PositionState = Literal["stands", "said_again", "ended", "to_come", "never"]
OLD = 2
"""Years after which the age of a standing answer is told in words."""


@dataclass(frozen=True)
class PositionDates:
    """What a page tells beside the position of one statement, on one day."""

    state: PositionState
    """``said_again``: a later statement of the same position stands in its place."""
    held_since: str
    """A partial date."""
    last_said: str
    """When the position was last said by that day; a partial date."""
    ended_on: str
    """The partial date from which another position stood; blank where none did."""
    first: Said | None
    """The first statement of its run, where it is not that itself."""
    said_again: tuple[Said, ...]
    """Later statements of its run, by that day."""
    age: int
    """Full years since it was last said, where that is told; else 0."""
    last_looked: str
    """When anybody last looked for a newer answer; a partial date; blank where nobody did since it was last said."""
    looked_outcome: str
    """What came of that; blank likewise."""

    @property
    def stands(self) -> bool:
        """Whether the position is the company's answer on that day."""
        return self.state in ("stands", "said_again")

    @property
    def has_two(self) -> bool:
        """Whether it was last said on another date than the one since which it is held."""
        return self.last_said != self.held_since

    @property
    def adds_to_its_date(self) -> bool:
        """Whether there is more to tell than the date of the statement, beside which a timeline shows it."""
        lasting = self.state == "stands" and not (self.has_two or self.first)
        return not lasting or bool(self.age_words or self.looked_words)

    @property
    def words(self) -> str:
        """Both dates: "since 7 July 2020 · last said 8 June 2021"."""
        return _words(self, date_words)

    @property
    def html(self) -> SafeString:
        """The same, each date as a ``<time>``."""
        return mark_safe(_words(self, _timed(date_words)))  # noqa: S308 - words of ours around ``<time>`` elements

    @property
    def short_html(self) -> SafeString:
        """The same in few letters: "since 7 Jul 2020 · last said 8 Jun 2021"."""
        return mark_safe(_words(self, _timed(short_date_words)))  # noqa: S308 - likewise

    @property
    def short_words(self) -> str:
        """The same as bare text, where an element would weigh more than it tells."""
        return _words(self, short_date_words)

    @property
    def age_words(self) -> str:
        """Return "last said 5 years ago" of a standing answer that is old; else nothing."""
        if not self.age:
            return ""
        return ngettext("last said %(years)s year ago", "last said %(years)s years ago", self.age) % {"years": self.age}

    @property
    def looked_words(self) -> str:
        """Return what came of looking again, as a sentence without its stop; of an old answer also that nobody did."""
        if self.last_looked:
            return _looked(self.looked_outcome) % {"date": date_words(self.last_looked)}
        return _("not looked at since") if self.age else ""


@dataclass(frozen=True)
class ToldStance:
    """A statement with its two dates: what templates show."""

    item: Item
    dates: PositionDates

    @property
    def stance(self) -> Document:
        """The statement's document."""
        return self.item.document

    @property
    def position(self) -> str:
        """Its position, as it stands inside a sentence: "suspended"."""
        return str(POSITIONS.label(self.stance["position"])).lower()


def told(snapshot: Snapshot, statements: Iterable[Item]) -> list[ToldStance]:
    """Return statements with their dates on the snapshot's day, in their order; one query."""
    listed = list(statements)
    runs = runs_of(snapshot, listed)
    return [ToldStance(item, position_dates(item, runs[item.key], snapshot.day)) for item in listed]


def told_standing(statement: Item, day: date) -> ToldStance:
    """Return a statement that stands on ``day`` with its dates; no query."""
    return ToldStance(statement, position_dates(statement, standing_run(statement), day))


def position_dates(statement: Item, run: Run, day: date) -> PositionDates:
    """Return what is told beside a statement's position on ``day``. ``run``: its own, as ``runs_of`` gives it."""
    place = next(number for number, said in enumerate(run.said) if said.slug == statement.key)
    last = run.said[-1]
    state: PositionState
    match state_on(statement, day):
        case "in_force":
            state = "stands"
        case "ended":
            state = "ended" if run.ended_on else "said_again"
        case other:
            state = other
    stands = state in ("stands", "said_again")
    age = _full_years(last_day(last.announced_on), day) if stands else 0
    looked = bool(stands and statement.looked_outcome and last_day(statement.last_looked) > last_day(last.announced_on))
    return PositionDates(
        state=state,
        held_since=held_since(statement),
        last_said=last.announced_on,
        ended_on=run.ended_on if state == "ended" else "",
        first=run.said[0] if first_of(statement) != statement.key else None,
        said_again=run.said[place + 1 :],
        age=age if age >= OLD else 0,
        last_looked=statement.last_looked if looked else "",
        looked_outcome=statement.looked_outcome if looked else "",
    )


def _words(dates: PositionDates, in_words: Callable[[str], str]) -> str:
    since, said = in_words(dates.held_since), in_words(dates.last_said)
    match dates.state:
        case "to_come":
            return _("announced for %(date)s") % {"date": said}
        case "never":
            return pgettext("said on a day", "on %(date)s") % {"date": said}
        case "ended":
            begun = _("%(begins)s to %(ends)s") % {"begins": since, "ends": in_words(dates.ended_on)}
        case _:
            begun = pgettext("a date follows", "since %(date)s") % {"date": since}
    return _("%(held)s · last said %(date)s") % {"held": begun, "date": said} if dates.has_two else begun


def _timed(in_words: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: time_element(text, in_words(text))


def _looked(outcome: str) -> str:
    match outcome:
        case "no_reply":
            return _("asked again on %(date)s, no answer")
        case "replied":
            return _("asked again on %(date)s, answered without a position")
        case _:
            return _("looked again on %(date)s, nothing newer")


def _full_years(begins: date, ends: date) -> int:
    return ends.year - begins.year - ((ends.month, ends.day) < (begins.month, begins.day))
