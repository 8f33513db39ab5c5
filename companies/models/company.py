"""Companies and services, with the names they had."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.conditions import is_date, is_filled, is_slug, is_web_address, one_of
from companies.models.date_rules import surely_before
from companies.models.desk_row import SluggedRow
from companies.models.fields import CodeField, LineField, ParagraphField, PartialDateField, WebAddressField
from companies.models.jurisdiction import Jurisdiction
from companies.models.shared_rules import refuse_circle, refuse_faults, worldwide_fault
from companies.models.validators import validate_wikidata
from companies.vocabulary import COMPANY_KINDS, NAME_KINDS


class Company(SluggedRow):
    """A company, or a service that is counted apart from its owner (codebook: rule 2)."""

    kind_name = "company"

    name = LineField(_("name"), help_text=_("Today’s. Earlier ones stand below."))
    name_zh_hant = LineField(_("name in Traditional Chinese"), blank=True)
    kind = CodeField(_("kind"), max_length=20, choices=COMPANY_KINDS.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
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
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a company that owns itself."""
        super().clean()
        refuse_circle(self)
        refuse_faults({"home": worldwide_fault(self.home.kind) if self.home else None})


class CompanyName(models.Model):
    """A name that a company has or had. ``former`` and ``legal`` with an end make the name of the day."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="names")
    order = models.PositiveIntegerField(_("place in the list"), default=0)
    name = LineField(_("name"))
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


def known_companies() -> list[dict[str, Any]]:
    """Return what tells the desk's companies from one another, as rows of a data pack; two queries."""
    rows: dict[str, dict[str, Any]] = {
        row["slug"]: {**row} for row in Company.objects.values("slug", "name", "name_zh_hant", "wikidata")
    }
    for slug, name, kind in CompanyName.objects.values_list("company__slug", "name", "kind"):
        rows[slug].setdefault("names", []).append({"name": name, "kind": kind})
    return list(rows.values())
