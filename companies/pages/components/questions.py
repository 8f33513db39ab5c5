"""Questions that a timeline answers at one tap: links to the list, narrowed, where the record has an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.pages.components.clock_bar import clocks_query
from companies.pages.page_address import narrowed_path
from companies.record.reading.asked import Sought, have_answers
from companies.record.reading.snapshot import Snapshot


@dataclass(frozen=True)
class Question:
    """One question: its words, and what of the record answers it."""

    words: str | Promise
    place: str = ""
    demand: str = ""
    position: str = ""
    this_year: bool = False

    def filters(self, year: int) -> dict[str, str]:
        """Return the filters of the timeline that answer it. ``year``: the one that is shown."""
        if self.this_year:
            return {"announced_from": f"{year:04}"}
        chosen = {"jurisdiction": self.place, "demand": self.demand, "position": self.position, "stands": "true"}
        return {name: value for name, value in chosen.items() if value}

    def sought(self, year: int) -> Sought:
        """Return what has to be in the record."""
        return Sought(self.place, self.demand, self.position, since=date(year, 1, 1) if self.this_year else None)


QUESTIONS = (
    Question(_("Who left Hong Kong?"), place="hong-kong", position="withdrew"),
    Question(_("Who refuses decryption?"), demand="decryption", position="refuses"),
    Question(_("What was answered in %(year)s?"), this_year=True),
    Question(_("What stands?")),
)


@dataclass(frozen=True)
class AskedQuestion:
    """A question as a link."""

    words: str
    href: str
    current: bool
    """Whether the list at hand is its answer."""


def questions(snapshot: Snapshot, values: Mapping[str, list[str]]) -> list[AskedQuestion]:
    """Return the questions that the record answers. ``values``: the filters of the list at hand. One query."""
    year, clocks = snapshot.day.year, clocks_query(snapshot)
    answered = have_answers(snapshot, [question.sought(year) for question in QUESTIONS])
    asked = [question for question, is_answered in zip(QUESTIONS, answered, strict=True) if is_answered]
    chosen = {name: ",".join(each) for name, each in values.items()}
    return [
        AskedQuestion(
            words=str(question.words) % {"year": year},
            href=narrowed_path("timeline", clocks, question.filters(year)),
            current=question.filters(year) == chosen,
        )
        for question in asked
    ]
