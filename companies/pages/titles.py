"""Answers as sentences: titles say what was answered, not what the page is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.dates import date_words, since_words
from companies.record.reading.items import Item
from companies.record.reading.stance_views import is_unreplaced
from companies.vocabulary import DEMANDS, POSITIONS

Document = Mapping[str, Any]


def answer_title(item: Item, day: date) -> str:
    """Return "Zoom: suspended, since 7 July 2020", and for what no longer stands "…, from … to …"."""
    document = item.document
    words = {
        "company": document["company"]["name"],
        "position": str(POSITIONS.label(document["position"])).lower(),
        "begins": date_words(_told_start(document)),
    }
    if is_unreplaced(item, day):
        return _("%(company)s: %(position)s, since %(begins)s") % words
    if "valid_until" in document and document["valid_until"] <= day.isoformat():
        return _ended(words, document)
    return _("%(company)s: %(position)s, announced %(begins)s") % words


def _ended(words: dict[str, str], document: Document) -> str:
    if document["valid_until"] == document["valid_from"]:
        return _("%(company)s: %(position)s, on %(begins)s") % words
    return _("%(company)s: %(position)s, %(begins)s to %(ends)s") % {
        **words,
        "ends": date_words(document["valid_until"]),
    }


def _told_start(document: Document) -> str:
    """The day from which it holds, with the precision that it was told with."""
    start: str = document.get("effective_on", document["announced_on"])
    return start


def row_name(document: Document, key: str) -> str:
    """Return what a row is called in a list of rows of any kind: an answer by whom and what, the rest by their name."""
    if "law" in document:
        return _("%(company)s on the %(law)s, %(demand)s") % {
            "company": document["company"]["name"],
            "law": document["law"]["short_name"],
            "demand": DEMANDS.label(document["demand"]),
        }
    if "company" in document:
        return _("%(company)s, figures of %(place)s") % {
            "company": document["company"]["name"],
            "place": document["jurisdiction"]["name"],
        }
    return next((str(document[name]) for name in ("short_name", "name", "title") if document.get(name)), key)


def grouped(number: int) -> str:
    """Return a number as a reader reads it: "1,029"."""
    return number_format(number, force_grouping=True)


def place_name(document: Document) -> str:
    """Return the name of the innermost place, blank where there is none."""
    places = document.get("jurisdictions", ())
    return str(places[-1]["name"]) if places else ""


def company_title(company: Document, in_force: list[Item]) -> str:
    """Return "Zoom: suspended, since 7 July 2020" for one answer, and how many for more."""
    if len(in_force) == 1:
        document = in_force[0].document
        return _("%(company)s: %(position)s, %(since)s") % {
            "company": company["name"],
            "position": str(POSITIONS.label(document["position"])).lower(),
            "since": since_words(_told_start(document)),
        }
    if not in_force:
        return _("%(company)s: no answer on record") % {"company": company["name"]}
    return _("%(company)s: %(number)s answers in force") % {"company": company["name"], "number": len(in_force)}


def law_title(law: Document, unreplaced: list[Item]) -> str:
    """Return "National Security Law (Hong Kong): 27 answers in force"."""
    return ngettext(
        "%(law)s (%(place)s): %(number)s answer in force",
        "%(law)s (%(place)s): %(number)s answers in force",
        len(unreplaced),
    ) % {"law": law["short_name"], "place": place_name(law), "number": len(unreplaced)}
