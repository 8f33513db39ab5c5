"""Titles and names: a title says what a company answered, not what the page is."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.name_order import name_order
from companies.pages.dates import date_words, since_words
from companies.record.documents.compose import Document
from companies.record.documents.names import law_with_place, place_of
from companies.record.reading.items import Item
from companies.record.reading.stance_views import state_on
from companies.vocabulary import DEMANDS, POSITIONS


def stance_title(item: Item, day: date) -> str:
    """Return "Zoom: suspended, since 7 July 2020"; of a stance that ended by ``day``, "…, 7 July 2020 to …"."""
    document = item.document
    words = {
        "company": document["company"]["name"],
        "position": str(POSITIONS.label(document["position"])).lower(),
        "begins": date_words(_start(document)),
    }
    match state_on(item, day):
        case "in_force":
            return _("%(company)s: %(position)s, since %(begins)s") % words
        case "to_come":
            return _("%(company)s: %(position)s, announced for %(begins)s") % words
        case "never":
            return _("%(company)s: %(position)s, on %(begins)s") % words
        case "ended":
            ends = date_words(document["valid_until"])
            return _("%(company)s: %(position)s, %(begins)s to %(ends)s") % {**words, "ends": ends}


def _start(document: Document) -> str:
    """Return the partial date from which it holds, as it was entered."""
    start: str = document.get("effective_on") or document["announced_on"]
    return start


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


def company_title(company: Document, in_force: list[Item]) -> str:
    """Return "Zoom: suspended, since 7 July 2020" for one stance in force, and for more how many."""
    if len(in_force) == 1:
        document = in_force[0].document
        return _("%(company)s: %(position)s, %(since)s") % {
            "company": company["name"],
            "position": str(POSITIONS.label(document["position"])).lower(),
            "since": since_words(_start(document)),
        }
    if not in_force:
        return _("%(company)s: no answer on record") % {"company": company["name"]}
    return _("%(company)s: %(number)s answers in force") % {"company": company["name"], "number": len(in_force)}


def law_title(law: Document, in_force: list[Item]) -> str:
    """Return "National Security Law (Hong Kong): 27 answers in force"."""
    return ngettext(
        "%(law)s (%(place)s): %(number)s answer in force",
        "%(law)s (%(place)s): %(number)s answers in force",
        len(in_force),
    ) % {"law": law["short_name"], "place": place_of(law), "number": len(in_force)}
