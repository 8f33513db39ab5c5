"""The admin of places."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from companies.desk.admin.forms.aliases import AliasInline
from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.forms.slugs import suggest_slug
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.screens.states import StateFilter
from companies.models.jurisdiction import JurisdictionAlias


class JurisdictionForm(DeskForm):
    def suggest_slug(self) -> str:
        """Return a slug of its name."""
        return suggest_slug("jurisdiction", self.instance.name)


class JurisdictionAliasInline(AliasInline):
    model = JurisdictionAlias


class JurisdictionAdmin(DeskRowAdmin):
    """Places, found by name, alias, slug or ISO code."""

    form = JurisdictionForm
    inlines = (JurisdictionAliasInline,)
    list_display = ("name", "kind", "parent", "state")
    list_filter = (StateFilter, "kind")
    list_select_related = ("parent",)
    search_fields = ("name", "name_zh_hant", "slug", "iso", "aliases__name")
    autocomplete_fields = ("parent",)
    fields = ("name", "name_zh_hant", "iso", "kind", "parent", "slug", "private_note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return places with their aliases, which the autocomplete tells."""
        return super().get_queryset(request).prefetch_related("aliases")
