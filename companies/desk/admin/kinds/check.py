"""The admin of checks: somebody looked or asked, and what came of it."""

from collections.abc import Iterable

from companies.desk.admin.forms.forms import KeyedForm
from companies.desk.admin.forms.warnings import EditorWarning, check_warnings
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.kinds.law import LawFilter
from companies.desk.admin.screens.states import StateFilter
from companies.vocabulary import DEMANDS, OUTCOMES


class CheckForm(KeyedForm):
    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of a look for an answer that is older than its law."""
        return check_warnings(self.instance)


class CheckAdmin(DeskRowAdmin):
    """Checks, found by company or law."""

    defined_words = {"demand": DEMANDS, "outcome": OUTCOMES}
    form = CheckForm
    list_display = ("company", "law", "demand", "looked_on", "outcome", "state")
    list_filter = (StateFilter, "outcome", "demand", ("law", LawFilter))
    list_select_related = ("company", "law__jurisdiction")
    search_fields = (
        "key",
        "company__name",
        "company__names__name",
        "company__aliases__name",
        "law__short_name",
        "law__name",
        "law__aliases__name",
    )
    autocomplete_fields = ("company", "law", "source")
    fields = (
        "company",
        "law",
        "demand",
        ("looked_on", "asked_on"),
        "outcome",
        "source",
        "note",
        "private_note",
    )
