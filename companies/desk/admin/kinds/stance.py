"""The admin of stances, with their citations."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.children import ChildInline, OrderedFormSet
from companies.desk.admin.forms.fields import CodesField, LinesField, QuoteField, in_former_order
from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.forms.slugs import stance_slug
from companies.desk.admin.forms.warnings import EditorWarning, citation_warnings, stance_warnings
from companies.desk.admin.forms.widgets import QuoteInput
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.kinds.law import LawFilter
from companies.desk.admin.screens.states import StateFilter
from companies.models.date_rules import older_source_fault
from companies.models.desk_row import DeskRow
from companies.models.shared_rules import support_fault
from companies.models.stance import Citation
from companies.vocabulary import CONDITIONS, DEMANDS, POSITIONS


class StanceForm(DeskForm):
    covers = LinesField(
        label=_("Covers"),
        required=False,
        help_text=_("The services that it says it is for, one a line: a company’s slug, or any name."),
    )
    conditions = CodesField(CONDITIONS, label=_("Conditions"), required=False)

    def clean_conditions(self) -> list[str]:
        """Return the conditions in the order in which they stood."""
        return in_former_order(self.cleaned_data["conditions"], self.initial.get("conditions", []))

    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of what is odd beside the others of its chain."""
        return stance_warnings(self.instance)

    def suggest_slug(self) -> str:
        """Return company-law-demand-date, cut where that is too long for a slug."""
        return stance_slug(self.instance)


class CitationFormSet(OrderedFormSet):
    """A stance's sources, of which one at least supports it."""

    def clean(self) -> None:
        """Refuse a stance without a supporting source, or with one that can't support it (codebook: rule 5)."""
        super().clean()
        if any(self.errors):
            return
        supporting = [form for form in self.kept() if form.instance.relation == "supports"]
        if fault := support_fault([form.instance.source.checked for form in supporting]):
            code, why = fault
            error = ValidationError(f"{capfirst(why)}.", code)
            if not supporting:
                raise error
            supporting[0].add_error("source", error)
        for form in supporting:
            source = form.instance.source
            if older := older_source_fault(source.slug, source.published_on, self.instance.announced_on):
                form.add_error("source", f"{older}.")

    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of sources whose date is odd."""
        return citation_warnings(self.instance.announced_on, [form.instance.source for form in self.kept()])


class CitationInline(ChildInline):
    """What proves it, and what tells it otherwise."""

    model = Citation
    formset = CitationFormSet
    fields = ("source", "relation", "quote", "note", "order")
    autocomplete_fields = ("source",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Offer one citation to a new stance."""
        return 1 if obj is None else 0

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> forms.Field | None:
        """Return the form field; the quote's counts its words."""
        if db_field.name == "quote":
            kwargs |= {"form_class": QuoteField, "widget": QuoteInput}
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class StanceAdmin(DeskRowAdmin):
    """Stances, found by company, law or words."""

    form = StanceForm
    inlines = (CitationInline,)
    defined_words = {"demand": DEMANDS, "position": POSITIONS}
    list_display = ("slug", "state", "company", "law", "demand", "position", "announced_on")
    list_filter = (StateFilter, "position", "demand", "law__jurisdiction", ("law", LawFilter))
    list_select_related = ("company", "law__jurisdiction")
    search_fields = (
        "slug",
        "summary",
        "company__name",
        "company__names__name",
        "company__aliases__name",
        "law__short_name",
        "law__name",
        "law__aliases__name",
    )
    autocomplete_fields = ("company", "law")
    fieldsets = (
        (_("Who answered what"), {"fields": ("company", "law", "demand", "position")}),
        (_("When"), {"fields": ("announced_on", "effective_on")}),
        (_("What it said"), {"fields": ("summary", "summary_zh_hant", "covers", "conditions")}),
        (_("At the desk"), {"fields": ("slug", "private_note")}),
    )

    def _next_page(self, request: HttpRequest, obj: DeskRow) -> HttpResponse | None:
        if "_again" in request.POST:
            return HttpResponseRedirect(f"{reverse('admin:article')}?like={obj.public_key}")
        return super()._next_page(request, obj)
