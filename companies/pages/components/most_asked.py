"""The demand of one law that most companies have a standing answer on, and who stands where on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.pages.components.by_position import PositionRow, by_position
from companies.pages.components.position_dates import told_standing
from companies.record.documents.compose import Document
from companies.record.documents.law_state import law_state_since
from companies.record.documents.names import place_of
from companies.record.reading import read, stance_views
from companies.record.reading.items import make_items
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.totals import Demands
from companies.vocabulary import QUESTIONS

MOST = 30
"""Answers that are shown, the newest; past them rows tell how many more there are."""


@dataclass(frozen=True)
class MostAsked:
    """A question, and the answers to it."""

    heading: str
    law: Document
    demand: str
    state: str
    since: str
    """The partial date since which the law has been in that state; blank where it tells none."""
    rows: list[PositionRow]
    number: int
    """How many answers there are, shown or not."""


def most_asked(snapshot: Snapshot, by_law: Mapping[str, Demands]) -> MostAsked | None:
    """Return the question that most companies have answered; None where no answer stands. Two queries.

    ``by_law``: how many answers there are, as ``totals`` gives them.
    """
    question = stance_views.most_answered(by_law)
    law = question and read.find(snapshot, "law", question[0], alone=True)
    if not (question and law):
        return None
    slug, demand = question
    numbers = {position: number for (asked, position), number in by_law[slug].items() if asked == demand}
    found = stance_views.newest(stance_views.standing(snapshot, Q(law=slug, demand=demand)), MOST)
    standing = [told_standing(item, snapshot.day) for item in make_items(snapshot, found, alone=True)]
    state, since = law_state_since(law.document, snapshot.day)
    return MostAsked(
        heading=_("%(place)s: %(question)s") % {"place": place_of(law.document), "question": QUESTIONS[demand]},
        law=law.document,
        demand=demand,
        state=state,
        since=since,
        rows=by_position(standing, numbers),
        number=sum(numbers.values()),
    )
