"""The admin of transparency reports' figures."""

from collections.abc import Iterable

from companies.desk.admin.forms.forms import KeyedForm
from companies.desk.admin.forms.warnings import EditorWarning, figure_warnings
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.screens.states import StateFilter
from companies.vocabulary import CONTENTS, PROCESSES, REQUEST_TYPES, UNITS


class FigureForm(KeyedForm):
    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of a source that came out before the period ended."""
        return figure_warnings(self.instance)


class FigureAdmin(DeskRowAdmin):
    """Figures, found by company or source."""

    form = FigureForm
    list_display = ("company", "jurisdiction", "period_from", "period_to", "request_type", "unit", "received", "state")
    list_filter = (StateFilter, "request_type", "process", "unit", "jurisdiction")
    defined_words = {
        "request_type": REQUEST_TYPES,
        "process": PROCESSES,
        "content": CONTENTS,
        "unit": UNITS,
    }
    list_select_related = ("company", "jurisdiction")
    search_fields = (
        "key",
        "company__name",
        "company__names__name",
        "company__aliases__name",
        "source__title",
        "source__slug",
    )
    autocomplete_fields = ("company", "jurisdiction", "restates", "source")
    fields = (
        "company",
        "jurisdiction",
        ("period_from", "period_to"),
        "request_type",
        "process",
        "content",
        "unit",
        "restates",
        "received",
        ("received_from", "received_to"),
        ("complied", "complied_share"),
        ("complied_meaning", "complied_unit"),
        "source",
        "note",
        "private_note",
    )
