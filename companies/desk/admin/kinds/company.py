"""The admin of companies and services, with the names they had."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from companies.desk.admin.forms.children import ChildInline, OrderedFormSet
from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.forms.slugs import suggest_slug
from companies.desk.admin.forms.warnings import EditorWarning, company_warnings
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.screens.states import StateFilter
from companies.models.company import CompanyName


class CompanyForm(DeskForm):
    def suggest_slug(self) -> str:
        """Return a slug of its name."""
        return suggest_slug("company", self.instance.name)


class CompanyNameFormSet(OrderedFormSet):
    """The names that a company has or had."""

    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of a company that is there already, by any name."""
        return company_warnings(self.instance, [form.instance for form in self.kept()])


class CompanyNameInline(ChildInline):
    model = CompanyName
    formset = CompanyNameFormSet
    fields = ("name", "kind", ("from_date", "to_date"), "order")


class CompanyAdmin(DeskRowAdmin):
    """Companies, found by any name that they had."""

    form = CompanyForm
    inlines = (CompanyNameInline,)
    list_display = ("name", "kind", "parent", "home", "state")
    list_filter = (StateFilter, "kind")
    list_select_related = ("parent", "home")
    search_fields = ("name", "name_zh_hant", "slug", "names__name")
    autocomplete_fields = ("parent", "home")
    fields = (
        "name",
        "name_zh_hant",
        "kind",
        "parent",
        "home",
        "website",
        "wikidata",
        "summary",
        "slug",
        "private_note",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return companies with their names, which the autocomplete tells."""
        return super().get_queryset(request).prefetch_related("names")
