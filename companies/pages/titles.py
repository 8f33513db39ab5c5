"""Titles and names: a title says what a company answered, not what the page is."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.name_order import name_order
from companies.pages.components.position_dates import ToldStance
from companies.pages.dates import date_words
from companies.pages.sentences import answer_sentence
from companies.record.documents.compose import Document
from companies.record.documents.law_state import law_state_since
from companies.record.documents.names import law_with_place, place_of
from companies.record.reading.items import Item
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import DEMANDS, LAW_STATES


def stance_title(company: str, told: ToldStance) -> str:
    """Return "Zoom: suspended since 7 July 2020 · last said 8 June 2021"; "company" is the name to say."""
    words = {"company": company, "position": told.position, "dates": told.dates.words}
    if told.dates.stands:
        return _("%(company)s: %(position)s %(dates)s") % words
    return _("%(company)s: %(position)s, %(dates)s") % words


def told_name(document: Document, key: str) -> str:
    """Return what a row is told as where it is told what became of it: an answer by its sentence, the rest by name."""
    return answer_sentence(document) if "position" in document else row_name(document, key)


def row_name(document: Document, key: str) -> str:
    """Return what a row of any kind is called: a stance by company, law and demand, the rest by their name."""
    if "law" in document:
        return _("%(company)s on the %(law)s, %(demand)s") % {
            "company": document["company"]["name"],
            "law": law_with_place(document),
            "demand": DEMANDS.label(document["demand"]),
        }
    if "company" in document:
        return _("%(company)s, figures of %(place)s") % {
            "company": document["company"]["name"],
            "place": document["jurisdiction"]["name"],
        }
    if document.get("short_name"):
        return law_with_place(document)
    return next((str(document[name]) for name in ("name", "title") if document.get(name)), key)


def by_name(items: Iterable[Item]) -> list[Item]:
    """Return rows sorted from A to Z by their name as readers see it: of a law its short one."""
    return sorted(items, key=lambda item: (name_order(row_name(item.document, item.key)), item.key))


def grouped(number: int) -> str:
    """Return a number as a reader reads it: "1,029"."""
    return number_format(number, force_grouping=True)


def company_title(company: Document, standing: list[ToldStance], number: int) -> str:
    """Return "Zoom: suspended since 7 July 2020" for one answer that stands, and for more how many.

    ``standing``: the newest of those that stand; ``number``: how many there are.
    """
    if number == 1:
        return stance_title(company["name"], standing[0])
    if not number:
        return _("%(company)s: no answer on record") % {"company": company["name"]}
    return _("%(company)s: %(number)s answers stand") % {"company": company["name"], "number": number}


def law_title(law: Document, standing: int) -> str:
    """Return "National Security Law (Hong Kong): 27 answers stand"."""
    return ngettext(
        "%(law)s (%(place)s): %(number)s answer stands",
        "%(law)s (%(place)s): %(number)s answers stand",
        standing,
    ) % {"law": law["short_name"], "place": place_of(law), "number": standing}


def law_state_words(law: Document, day: date) -> str:
    """Return the state of a law and since when, as a line begins: "In force since 30 June 2020"."""
    state, since = law_state_since(law, day)
    match state:
        case "not_recorded":
            return _("State not recorded")
        case "in_force" | "suspended":
            words = _("%(state)s since %(date)s")
        case _:
            words = _("%(state)s, %(date)s") if since else "%(state)s"
    label = str(LAW_STATES.label(state))
    return words % {"state": label[0].upper() + label[1:], "date": date_words(since) if since else ""}


def demand_question(demand: str, snapshot: Snapshot) -> str:
    """Return "Who answers demands for decryption, and how?"; of a day that was asked for as past."""
    asked = _("a local representative") if demand == "local_representative" else DEMANDS.label(demand)
    if snapshot.valid_on is None:
        return _("Who answers demands for %(demand)s, and how?") % {"demand": asked}
    return _("Who answered demands for %(demand)s, and how?") % {"demand": asked}
