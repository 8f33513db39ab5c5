"""What a figure says, in words: a number, a band, a share, each as the report gave it and never more exact."""

from django.utils.translation import gettext as _

from companies.pages.titles import grouped
from companies.record.documents.compose import Document
from companies.vocabulary import UNITS


def received_words(figure: Document) -> str:
    """Return how much was received: "626", "0–249", "fewer than 10", "1,000 or more"; blank where it is not told."""
    if "received" in figure:
        return grouped(figure["received"])
    begins, ends = figure.get("received_from"), figure.get("received_to")
    if begins is not None and ends is not None:
        return _("%(begins)s–%(ends)s") % {"begins": grouped(begins), "ends": grouped(ends)}
    if begins is not None:
        return _("%(begins)s or more") % {"begins": grouped(begins)}
    return _("fewer than %(limit)s") % {"limit": grouped(ends + 1)} if ends is not None else ""


def complied_words(figure: Document) -> str:
    """Return how often the company complied: "526", "526, 84 %", "84 %"; blank where it is not told."""
    told = []
    if "complied" in figure:
        number = grouped(figure["complied"])
        unit = figure.get("complied_unit")
        told.append(f"{number} {UNITS.label(unit)}" if unit else number)
    if "complied_share" in figure:
        told.append(_("%(share)s %%") % {"share": figure["complied_share"]})
    return ", ".join(told)
