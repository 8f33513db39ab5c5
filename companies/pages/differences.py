"""What differs between two revisions, in words (DESIGN: history and corrections, field by field)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import vocabulary
from companies.pages.dates import date_words
from companies.partial_dates import is_partial_date
from companies.record.reading.changes import Change

_LABELS = {
    "name": gettext_lazy("Name"),
    "name_zh_hant": gettext_lazy("Chinese name"),
    "name_local": gettext_lazy("Local name"),
    "short_name": gettext_lazy("Short name"),
    "names": gettext_lazy("Other names"),
    "kind": gettext_lazy("Kind"),
    "parent": gettext_lazy("Belongs to"),
    "home": gettext_lazy("Home"),
    "website": gettext_lazy("Website"),
    "wikidata": gettext_lazy("Wikidata"),
    "summary": gettext_lazy("Summary"),
    "summary_zh_hant": gettext_lazy("Chinese summary"),
    "jurisdiction": gettext_lazy("Place"),
    "jurisdictions": gettext_lazy("Places"),
    "demands": gettext_lazy("Demands"),
    "adopted_on": gettext_lazy("Adopted"),
    "in_force_on": gettext_lazy("In force"),
    "repealed_on": gettext_lazy("Repealed"),
    "official_url": gettext_lazy("Official text"),
    "provisions": gettext_lazy("Provisions"),
    "events": gettext_lazy("Events"),
    "company": gettext_lazy("Company"),
    "law": gettext_lazy("Law"),
    "demand": gettext_lazy("Demand"),
    "position": gettext_lazy("Position"),
    "announced_on": gettext_lazy("Announced"),
    "effective_on": gettext_lazy("Held since"),
    "valid_from": gettext_lazy("In force from"),
    "valid_until": gettext_lazy("In force until"),
    "covers": gettext_lazy("Covers"),
    "conditions": gettext_lazy("Conditions"),
    "citations": gettext_lazy("Evidence"),
    "url": gettext_lazy("Address"),
    "title": gettext_lazy("Title"),
    "publisher": gettext_lazy("Publisher"),
    "published_on": gettext_lazy("Published"),
    "language": gettext_lazy("Language"),
    "checked": gettext_lazy("Checked"),
    "source": gettext_lazy("Source"),
    "note": gettext_lazy("Note"),
    "received": gettext_lazy("Received"),
    "complied": gettext_lazy("Complied"),
    "looked_on": gettext_lazy("Looked on"),
    "outcome": gettext_lazy("Outcome"),
}

_WORDS = {
    "position": vocabulary.POSITIONS,
    "demand": vocabulary.DEMANDS,
    "demands": vocabulary.DEMANDS,
    "conditions": vocabulary.CONDITIONS,
    "checked": vocabulary.CHECKED,
    "outcome": vocabulary.OUTCOMES,
    "relation": vocabulary.RELATIONS,
}


@dataclass(frozen=True)
class Difference:
    """One field before and after; blank where it was not there."""

    label: str
    old: str
    new: str


def in_words(change: Change) -> list[Difference]:
    """Return what a revision changed, field by field; nothing for a first revision and a retraction."""
    if change.item.change != "changed":
        return []
    return [_difference(name, pair["old"], pair["new"]) for name, pair in change.fields.items()]


def _difference(name: str, old: Any, new: Any) -> Difference:
    label = str(_LABELS.get(name, name.replace("_", " ").capitalize()))
    if isinstance(old, list) and isinstance(new, list):
        old, new = [item for item in old if item not in new], [item for item in new if item not in old]
    return Difference(label, value_words(name, old), value_words(name, new))


def value_words(name: str, value: Any) -> str:
    """Return a value of a document as a reader reads it."""
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return "; ".join(value_words(name, item) for item in value)
    if isinstance(value, Mapping):
        return _object_words(value)
    if name in _WORDS and value in _WORDS[name]:
        return str(_WORDS[name].label(value))
    return date_words(value) if is_partial_date(value) else str(value)


def _object_words(value: Mapping[str, Any]) -> str:
    if "relation" in value:
        quote = _("“%(quote)s”, ") % {"quote": value["quote"]} if "quote" in value else ""
        note = f" ({value['note']})" if "note" in value else ""
        words = {"relation": value_words("relation", value["relation"]), "quote": quote, "note": note}
        return _("%(relation)s: %(quote)s%(source)s%(note)s") % {**words, "source": _object_words(value["source"])}
    if "publisher" in value:
        return f"{value['publisher']}, {value['title']}"
    parts = [value.get(key) for key in ("date", "label", "short_name", "name", "title", "from", "to", "summary")]
    return ", ".join(date_words(part) if is_partial_date(part) else str(part) for part in parts if part)
