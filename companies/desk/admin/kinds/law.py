"""The admin of laws, with their provisions and what happened to them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from companies.desk.admin.forms.aliases import AliasInline
from companies.desk.admin.forms.children import ChildInline, OrderedFormSet
from companies.desk.admin.forms.fields import CodesField, in_former_order
from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.forms.slugs import suggest_slug
from companies.desk.admin.forms.warnings import EditorWarning, event_warnings
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.screens.states import StateFilter
from companies.desk.admin.search import laws_by_short_form
from companies.models.law import Law, LawAlias, LawEvent, Provision
from companies.models.shared_rules import demand_fault
from companies.vocabulary import DEMANDS, LAW_KINDS


class LawForm(DeskForm):
    demands = CodesField(DEMANDS, label=Law._meta.get_field("demands").verbose_name)

    def clean_demands(self) -> list[str]:
        """Return the demands in the order in which they stood."""
        return in_former_order(self.cleaned_data["demands"], self.initial.get("demands", []))

    def suggest_slug(self) -> str:
        """Return a slug of its place and short name."""
        return suggest_slug("law", self.instance.jurisdiction.slug, self.instance.short_name)


class ProvisionFormSet(OrderedFormSet):
    """A law's parts, each of a demand that the law makes."""

    def clean(self) -> None:
        """Refuse a provision of a demand that the law doesn't make."""
        super().clean()
        for form in self.kept():
            demand = form.instance.demand
            if demand and (why := demand_fault(demand, self.instance.demands)):
                form.add_error("demand", f"{why}.")


class LawEventFormSet(OrderedFormSet):
    """What happened to a law, by date; what happened on one date stands as it is numbered."""

    def sort_value(self, child: LawEvent) -> tuple[str, int]:
        """Return the date, then the place."""
        return child.date, child.order

    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of dates of the law and of its events that are odd beside one another."""
        return event_warnings(self.instance, [form.instance for form in self.kept()])


class ProvisionInline(ChildInline):
    model = Provision
    formset = ProvisionFormSet
    fields = ("label", "demand", "summary", "penalty", "order")


class LawEventInline(ChildInline):
    model = LawEvent
    formset = LawEventFormSet
    fields = ("date", "kind", "title", "company", "source", "order")
    autocomplete_fields = ("company", "source")


class LawAliasInline(AliasInline):
    model = LawAlias


class LawFilter(admin.RelatedFieldListFilter):
    """Narrows a list to a law, which is told with its place; one query for all of them."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        """Return the laws by name."""
        return [(law.pk, str(law)) for law in Law.objects.select_related("jurisdiction").order_by("short_name", "slug")]


class LawAdmin(DeskRowAdmin):
    """Laws, found by any of their names."""

    form = LawForm
    inlines = (LawAliasInline, ProvisionInline, LawEventInline)
    defined_words = {"kind": LAW_KINDS}
    list_display = ("short_name", "jurisdiction", "kind", "in_force_on", "state")
    list_filter = (StateFilter, "kind", "jurisdiction")
    list_select_related = ("jurisdiction",)
    search_fields = ("short_name", "name", "name_local", "name_zh_hant", "slug", "jurisdiction__name", "aliases__name")
    autocomplete_fields = ("jurisdiction",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return laws with their places, which tell two of one name apart, and with what they are also called."""
        return super().get_queryset(request).select_related("jurisdiction").prefetch_related("aliases")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find laws by their words, and by what they are called for short."""
        found, twice = super().get_search_results(request, queryset, search_term)
        return (found | queryset.filter(laws_by_short_form(search_term)), twice) if search_term else (found, twice)

    fields = (
        "short_name",
        "name",
        "name_local",
        "name_zh_hant",
        "jurisdiction",
        "kind",
        "demands",
        ("adopted_on", "in_force_on", "repealed_on"),
        "official_url",
        "summary",
        "slug",
        "private_note",
    )
