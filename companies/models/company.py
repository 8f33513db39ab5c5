"""Companies, services and foundations, with the names and the owners they had."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models.alias import Alias, named_once
from companies.models.child_row import ChildRow
from companies.models.conditions import is_date, is_filled, is_slug, is_web_address, one_of
from companies.models.date_rules import future_fault, surely_before
from companies.models.desk_row import SluggedRow
from companies.models.fields import CodeField, LineField, ParagraphField, PartialDateField, WebAddressField
from companies.models.jurisdiction import Jurisdiction
from companies.models.shared_rules import refuse_faults, worldwide_fault
from companies.models.stored_state import by_state
from companies.models.validators import validate_language, validate_wikidata
from companies.vocabulary import COMPANY_KINDS, NAME_KINDS


class Company(SluggedRow):
    """A company, or a service that is counted apart from its owner (codebook: rule 2)."""

    kind_name = "company"

    name = LineField(_("name"), help_text=_("Today’s. Earlier ones stand below."))
    name_zh_hant = LineField(_("name in Traditional Chinese"), blank=True)
    kind = CodeField(_("kind"), max_length=20, choices=COMPANY_KINDS.choices)
    home = models.ForeignKey(
        Jurisdiction,
        verbose_name=_("home"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="companies",
    )
    website = WebAddressField(_("website"), blank=True)
    wikidata = CodeField(_("Wikidata item"), max_length=20, blank=True, validators=[validate_wikidata])
    closed_on = PartialDateField(
        _("closed on"), blank=True, help_text=_("When it went out of business, or the service was shut for good.")
    )
    summary = ParagraphField(_("summary"), help_text=_("One sentence."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            is_slug(),
            is_filled("name"),
            is_filled("summary"),
            one_of("kind", COMPANY_KINDS),
            is_web_address("website", blank=True),
            is_date("closed_on", blank=True),
        ]
        indexes = [by_state("name", "-id")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a company that will have closed."""
        super().clean()
        home = worldwide_fault(self.home.kind) if self.home else None
        refuse_faults({"closed_on": future_fault(self.closed_on), "home": home})


class CompanyName(ChildRow):
    """A name that a company has or had. ``former`` and ``legal`` with an end make the name of the day."""

    row_name = "company"

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="names")
    order = models.PositiveIntegerField(_("place in the list"), default=0)
    name = LineField(_("name"))
    language = CodeField(
        _("language"), max_length=20, blank=True, validators=[validate_language], help_text=_("BCP 47: en, zh-Hant")
    )
    kind = CodeField(_("kind"), max_length=20, choices=NAME_KINDS.choices)
    from_date = PartialDateField(_("from"), blank=True)
    to_date = PartialDateField(_("to"), blank=True, help_text=_("The last day on which it was the name."))

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            is_filled("name"),
            one_of("kind", NAME_KINDS),
            is_date("from_date", blank=True),
            is_date("to_date", blank=True),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that ends before it begins."""
        super().clean()
        if surely_before(self.to_date, self.from_date):
            raise ValidationError({"to_date": _("The name ends before it begins.")}, code="order")


class CompanyAlias(Alias):
    """What a company is also called: 微軟."""

    row_name = "company"

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = [*Alias.Meta.constraints, named_once("company")]


class CompanyOwner(ChildRow):
    """Who owned a company, from when until when; without an end: who owns it today."""

    row_name = "company"

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="owners")
    order = models.PositiveIntegerField(_("place in the list"), default=0)
    owner = models.ForeignKey(Company, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="owned")
    from_date = PartialDateField(_("from"), blank=True)
    to_date = PartialDateField(
        _("to"), blank=True, help_text=_("The last day on which it was the owner. Blank: it is today.")
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        constraints = [
            is_date("from_date", blank=True),
            is_date("to_date", blank=True),
            models.UniqueConstraint(fields=["company"], condition=Q(to_date=""), name="one_owner_today"),
            models.CheckConstraint(condition=~Q(owner=F("company")), name="owner_is_another"),
        ]

    def __str__(self) -> str:
        return str(self.owner)

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave them to the list as a whole, which is judged as it will stand: one may end as another begins."""

    def clean(self) -> None:
        """Refuse what will be, and an end before the beginning."""
        super().clean()
        ends = _("It ends before it begins") if surely_before(self.to_date, self.from_date) else None
        refuse_faults({"from_date": future_fault(self.from_date), "to_date": ends or future_fault(self.to_date)})


def owners_of(company: Company) -> list[Company]:
    """Return who owns or owned a company; one query."""
    return [row.owner for row in company.owners.select_related("owner")]


def known_companies() -> list[dict[str, Any]]:
    """Return what tells the desk's companies from one another, as rows of a data pack; three queries."""
    rows: dict[str, dict[str, Any]] = {
        row["slug"]: {**row} for row in Company.objects.values("slug", "name", "name_zh_hant", "wikidata")
    }
    for slug, name, kind in CompanyName.objects.values_list("company__slug", "name", "kind"):
        rows[slug].setdefault("names", []).append({"name": name, "kind": kind})
    for slug, name in CompanyAlias.objects.values_list("company__slug", "name"):
        rows[slug].setdefault("aliases", []).append({"name": name})
    return list(rows.values())
