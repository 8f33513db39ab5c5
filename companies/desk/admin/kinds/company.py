"""The admin of companies, services and foundations, with the names and the owners they had."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.aliases import AliasFormSet, AliasInline
from companies.desk.admin.forms.children import ChildInline, OrderedFormSet
from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.forms.slugs import suggest_slug
from companies.desk.admin.forms.warnings import (
    EditorWarning,
    alias_warnings,
    closing_warnings,
    company_warnings,
    owner_row,
    owner_warnings,
)
from companies.desk.admin.kinds.desk_row import DeskRowAdmin
from companies.desk.admin.screens.states import StateFilter
from companies.models.company import Company, CompanyAlias, CompanyName, CompanyOwner, owners_of
from companies.models.shared_rules import OWNERS_CIRCLE, goes_in_a_circle, owners_fault
from companies.vocabulary import COMPANY_KINDS


class CompanyForm(DeskForm):
    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of answers that it gave after it had closed."""
        return closing_warnings(self.instance)

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
    fields = (("name", "language"), "kind", ("from_date", "to_date"), "order")


class CompanyAliasFormSet(AliasFormSet):
    """What a company is also called."""

    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of a company that is there already, by an alias."""
        return alias_warnings(self.instance, [form.instance for form in self.kept()])


class CompanyAliasInline(AliasInline):
    model = CompanyAlias
    formset = CompanyAliasFormSet


class CompanyOwnerFormSet(OrderedFormSet):
    """Who owned a company when: one today at most, and never itself, by whatever way round."""

    def clean(self) -> None:
        """Refuse a second owner without an end, and owners that go round in a circle."""
        super().clean()
        if any(self.errors):
            return
        kept = [form.instance for form in self.kept()]

        def above(company: Company) -> list[Company]:
            return [row.owner for row in kept] if company == self.instance else owners_of(company)

        circle = OWNERS_CIRCLE if goes_in_a_circle(self.instance, above) else None
        if why := owners_fault([owner_row(row) for row in kept]) or circle:
            raise ValidationError(f"{capfirst(str(why))}.")

    def warnings(self) -> Iterable[EditorWarning]:
        """Warn of owners whose times overlap."""
        return owner_warnings([form.instance for form in self.kept()])


class CompanyOwnerInline(ChildInline):
    model = CompanyOwner
    fk_name = "company"
    formset = CompanyOwnerFormSet
    fields = ("owner", ("from_date", "to_date"), "order")
    autocomplete_fields = ("owner",)


class CompanyAdmin(DeskRowAdmin):
    """Companies, found by any name that they had."""

    form = CompanyForm
    inlines = (CompanyNameInline, CompanyAliasInline, CompanyOwnerInline)
    defined_words = {"kind": COMPANY_KINDS}
    list_display = ("name", "kind", "owner", "home", "state")
    list_filter = (StateFilter, "kind")
    list_select_related = ("home",)
    search_fields = ("name", "name_zh_hant", "slug", "names__name", "aliases__name")
    autocomplete_fields = ("home",)
    fields = (
        "name",
        "name_zh_hant",
        "kind",
        "home",
        "website",
        "wikidata",
        "closed_on",
        "summary",
        "slug",
        "private_note",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return companies with their names, which the autocomplete tells, and their owners, which the list tells."""
        return super().get_queryset(request).prefetch_related("names", "aliases", "owners__owner")

    @admin.display(description=_("owner"))
    def owner(self, row: Company) -> str:
        """Return who owns it today."""
        return next((str(owner) for owner in row.owners.all() if not owner.to_date), "")
