"""How many answers stand, in one sentence: "31 answers stand: 13 resist, 8 left, 6 are undecided, 4 yield."."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.components.by_position import by_position
from companies.pages.components.position_dates import ToldStance
from companies.pages.dates import day_words
from companies.pages.titles import grouped
from companies.record.reading import stance_views, totals
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import GROUPS


def who_stands_where(snapshot: Snapshot) -> str:
    """Return the heading of the answers by position."""
    if snapshot.valid_on is None:
        return _("Who stands where")
    return _("Who stood where on %(day)s") % {"day": day_words(snapshot.valid_on)}


def standing_sentence(snapshot: Snapshot, positions: Mapping[str, int]) -> str:
    """Return how many answers stand, and how many of each group, in the codebook's order.

    ``positions``: how many there are of each position. Of a day that was asked for it is told as past.
    """
    numbers = totals.groups_of(positions)
    in_words = _present if snapshot.valid_on is None else _past
    groups = [in_words(group, numbers[group]) for group in GROUPS.codes if numbers[group]]
    if not groups:
        return _("No answer stands.") if snapshot.valid_on is None else _("No answer stood then.")
    if snapshot.valid_on is None:
        answers = ngettext("%(number)s answer stands", "%(number)s answers stand", numbers.total())
    else:
        answers = ngettext("%(number)s answer stood then", "%(number)s answers stood then", numbers.total())
    return _("%(answers)s: %(groups)s.") % {
        "answers": answers % {"number": grouped(numbers.total())},
        "groups": ", ".join(groups),
    }


def standing_context(snapshot: Snapshot, standing: list[ToldStance], positions: Counter[str]) -> dict[str, object]:
    """Return what ``includes/who_stands_where.html`` shows, and the sentence above it.

    ``standing``: the answers that are shown; ``positions``: how many there are of each position, shown or not.
    """
    return {
        "sentence": standing_sentence(snapshot, positions),
        "who_stands_where": who_stands_where(snapshot),
        "tally": stance_views.tally(positions),
        "position_rows": by_position(standing, positions),
        "standing_count": positions.total(),
        "standing_shown": len(standing),
    }


def _present(group: str, number: int) -> str:
    match group:
        case "resists":
            words = ngettext("%(number)s resists", "%(number)s resist", number)
        case "left":
            words = ngettext("%(number)s left", "%(number)s left", number)
        case "undecided":
            words = ngettext("%(number)s is undecided", "%(number)s are undecided", number)
        case _:
            words = ngettext("%(number)s yields", "%(number)s yield", number)
    return words % {"number": grouped(number)}


def _past(group: str, number: int) -> str:
    match group:
        case "resists":
            words = ngettext("%(number)s resisted", "%(number)s resisted", number)
        case "left":
            words = ngettext("%(number)s had left", "%(number)s had left", number)
        case "undecided":
            words = ngettext("%(number)s was undecided", "%(number)s were undecided", number)
        case _:
            words = ngettext("%(number)s yielded", "%(number)s yielded", number)
    return words % {"number": grouped(number)}
