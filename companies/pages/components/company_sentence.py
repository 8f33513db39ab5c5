"""Where a company stands, as one sentence made from its standing answers: "refuses 3 demands, contests 2 in court"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from companies.vocabulary import POSITIONS

# With the noun, which the first phrase of a sentence has, and without it.
PHRASES: dict[str, tuple[Any, Any]] = {
    "refuses": (
        ngettext_lazy("refuses %(number)d demand", "refuses %(number)d demands", "number"),
        _("refuses %(number)d"),
    ),
    "suspended": (
        ngettext_lazy(
            "has suspended its answer to %(number)d demand", "has suspended its answers to %(number)d demands", "number"
        ),
        _("has suspended its answers to %(number)d"),
    ),
    "contests": (
        ngettext_lazy("contests %(number)d demand in court", "contests %(number)d demands in court", "number"),
        _("contests %(number)d in court"),
    ),
    "cannot_comply": (
        ngettext_lazy("cannot comply with %(number)d demand", "cannot comply with %(number)d demands", "number"),
        _("cannot comply with %(number)d"),
    ),
    "withdrew": (
        ngettext_lazy("withdrew over %(number)d demand", "withdrew over %(number)d demands", "number"),
        _("withdrew over %(number)d"),
    ),
    "assessing": (
        ngettext_lazy("is assessing %(number)d demand", "is assessing %(number)d demands", "number"),
        _("is assessing %(number)d"),
    ),
    "no_comment": (
        ngettext_lazy("does not comment on %(number)d demand", "does not comment on %(number)d demands", "number"),
        _("does not comment on %(number)d"),
    ),
    "complies_in_part": (
        ngettext_lazy("complies in part with %(number)d demand", "complies in part with %(number)d demands", "number"),
        _("complies in part with %(number)d"),
    ),
    "complies": (
        ngettext_lazy("complies with %(number)d demand", "complies with %(number)d demands", "number"),
        _("complies with %(number)d"),
    ),
}
_WHOLLY_OR_IN_PART = (
    ngettext_lazy(
        "complies with %(number)d demand wholly or in part",
        "complies with %(number)d demands wholly or in part",
        "number",
    ),
    _("complies with %(number)d wholly or in part"),
)
_YIELDS = ("complies_in_part", "complies")


@dataclass(frozen=True)
class Phrase:
    """A part of the sentence, and what it counts."""

    words: str
    filter: str
    """``position`` or ``group``."""
    value: str


def company_phrases(positions: Mapping[str, int]) -> list[Phrase]:
    """Return the phrases of the sentence, in the codebook's order of positions; none where no answer stands."""
    counted = [(PHRASES[code], "position", code, positions.get(code, 0)) for code in POSITIONS.codes]
    if all(positions.get(code) for code in _YIELDS):
        both = sum(positions[code] for code in _YIELDS)
        counted = [*(each for each in counted if each[2] not in _YIELDS), (_WHOLLY_OR_IN_PART, "group", "yields", both)]
    told = [each for each in counted if each[3]]
    return [
        Phrase(str(forms[0 if place == 0 else 1] % {"number": number}), name, value)
        for place, (forms, name, value, number) in enumerate(told)
    ]
