"""Figures of transparency reports."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.models.conditions import is_date, one_of
from companies.models.date_rules import figure_source_fault, future_fault, surely_before
from companies.models.desk_row import DeskRow
from companies.models.fields import CodeField, KeyField, ParagraphField, PartialDateField
from companies.models.jurisdiction import Jurisdiction
from companies.models.shared_rules import refuse_faults
from companies.models.source import Source
from companies.models.validators import LARGEST_COUNT
from companies.vocabulary import COMPLIED_MEANINGS, REQUEST_TYPES, UNITS


class Figure(DeskRow):
    """How many requests of a kind a company says it received from a place in a period (codebook: rule 11)."""

    kind_name = "figure"
    frozen_fields = ("company_id", "jurisdiction_id", "period_from", "period_to", "request_type", "unit")

    key = KeyField()
    company = models.ForeignKey(Company, verbose_name=_("company"), on_delete=models.PROTECT, related_name="figures")
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("jurisdiction"), on_delete=models.PROTECT, related_name="figures"
    )
    period_from = PartialDateField(_("period from"))
    period_to = PartialDateField(_("period to"))
    request_type = CodeField(_("request type"), max_length=40, choices=REQUEST_TYPES.choices)
    unit = CodeField(_("unit"), max_length=20, choices=UNITS.choices)
    received = models.BigIntegerField(_("received"))
    complied = models.BigIntegerField(_("complied"), null=True, blank=True)
    complied_meaning = CodeField(
        _("what “complied” means"), max_length=20, blank=True, choices=COMPLIED_MEANINGS.choices
    )
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="figures")
    note = ParagraphField(_("note"), blank=True, help_text=_("Public."))

    class Meta:
        ordering = ["key"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            is_date("period_from"),
            is_date("period_to"),
            one_of("request_type", REQUEST_TYPES),
            one_of("unit", UNITS),
            one_of("complied_meaning", COMPLIED_MEANINGS, blank=True),
            models.CheckConstraint(
                condition=Q(received__gte=0, received__lte=LARGEST_COUNT), name="figure_received_range"
            ),
            models.CheckConstraint(
                condition=Q(complied__isnull=True) | Q(complied__gte=0, complied__lte=F("received")),
                name="figure_complied_range",
            ),
        ]

    def __str__(self) -> str:
        return self.make_key()

    def make_key(self) -> str:
        """Return the key that its values give: its slug-like name in the record."""
        parts = (
            self.company.slug,
            self.jurisdiction.slug,
            self.period_from,
            self.period_to,
            self.request_type,
            self.unit,
        )
        return "-".join(parts).replace("_", "-")

    def clean(self) -> None:
        """Refuse a period to come, one that ends before it begins, and a source older than the period."""
        super().clean()
        faults: dict[str, object] = {name: future_fault(getattr(self, name)) for name in ("period_from", "period_to")}
        if surely_before(self.period_to, self.period_from):
            faults["period_to"] = _("The period ends before it begins")
        if source := getattr(self, "source", None):
            faults["source"] = figure_source_fault(source.slug, source.published_on, self.period_from)
        refuse_faults(faults)
