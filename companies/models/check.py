"""Checks: somebody looked or asked, and what came of it. "Not found" is a fact too (codebook: rule 8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.models.conditions import is_date, one_of
from companies.models.date_rules import future_fault, surely_before
from companies.models.desk_row import DeskRow
from companies.models.fields import CodeField, KeyField, ParagraphField, PartialDateField
from companies.models.law import Law
from companies.models.shared_rules import refuse_faults
from companies.models.source import Source
from companies.models.stored_state import by_state
from companies.vocabulary import DEMANDS, OUTCOMES


class Check(DeskRow):
    """On a day somebody looked for a company's answer to a demand, or asked, and found no position."""

    kind_name = "check"
    frozen_fields = ("company_id", "law_id", "looked_on", "demand")

    key = KeyField()
    company = models.ForeignKey(Company, verbose_name=_("company"), on_delete=models.PROTECT, related_name="checks")
    law = models.ForeignKey(Law, verbose_name=_("law"), on_delete=models.PROTECT, related_name="checks")
    demand = CodeField(_("demand"), max_length=40, choices=DEMANDS.choices)
    looked_on = PartialDateField(_("looked on"))
    asked_on = PartialDateField(_("asked on"), blank=True)
    outcome = CodeField(_("outcome"), max_length=20, choices=OUTCOMES.choices)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="checks",
    )
    note = ParagraphField(_("note"), blank=True, help_text=_("Public."))

    class Meta:
        ordering = ["key"]
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        constraints = [
            one_of("demand", DEMANDS),
            one_of("outcome", OUTCOMES),
            is_date("looked_on"),
            is_date("asked_on", blank=True),
        ]
        indexes = [by_state("key")]

    def __str__(self) -> str:
        return self.make_key()

    def make_key(self) -> str:
        """Return the key that its values give: its slug-like name in the record."""
        return "-".join((self.company.slug, self.law.slug, self.looked_on, self.demand)).replace("_", "-")

    def standing_key(self) -> str:
        """Return the key of another check that is of the same; blank without one."""
        others = Check.objects.filter(key=self.make_key()).exclude(pk=self.pk)
        return others.values_list("key", flat=True).first() or ""

    def clean(self) -> None:
        """Refuse days to come, and a question that was asked after the day on which somebody looked for its answer."""
        super().clean()
        late = _("Asked after it looked") if surely_before(self.looked_on, self.asked_on) else None
        refuse_faults({"looked_on": future_fault(self.looked_on), "asked_on": future_fault(self.asked_on) or late})
