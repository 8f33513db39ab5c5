"""The admin of places."""

from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.forms.slugs import suggest_slug
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.screens.states import StateFilter


class JurisdictionForm(DeskForm):
    def suggest_slug(self) -> str:
        """Return a slug of its name."""
        return suggest_slug("jurisdiction", self.instance.name)


class JurisdictionAdmin(DeskRowAdmin):
    """Places, found by name, slug or ISO code."""

    form = JurisdictionForm
    list_display = ("name", "kind", "parent", "state")
    list_filter = (StateFilter, "kind")
    list_select_related = ("parent",)
    search_fields = ("name", "name_zh_hant", "slug", "iso")
    autocomplete_fields = ("parent",)
    fields = ("name", "name_zh_hant", "iso", "kind", "parent", "slug", "private_note")
