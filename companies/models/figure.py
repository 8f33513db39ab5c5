"""Figures of transparency reports."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.models.conditions import is_date, one_of
from companies.models.date_rules import figure_source_fault, future_fault, surely_before
from companies.models.desk_row import DeskRow
from companies.models.fields import CodeField, KeyField, ParagraphField, PartialDateField
from companies.models.figure_rules import CHECKS, base_key, number_faults, restated_fault, restated_key
from companies.models.jurisdiction import Jurisdiction
from companies.models.shared_rules import refuse_faults
from companies.models.source import Source
from companies.models.stored_state import by_state
from companies.models.validators import validate_share
from companies.partial_dates import first_day, is_partial_date, last_day
from companies.record.ledger.revision import LONGEST_KEY
from companies.vocabulary import COMPLIED_MEANINGS, CONTENTS, PROCESSES, REQUEST_TYPES, UNITS


class Figure(DeskRow):
    """How many requests of a kind a company says it received from a place in a period (codebook: rule 11)."""

    kind_name = "figure"
    frozen_fields = (
        "company_id",
        "jurisdiction_id",
        "period_from",
        "period_to",
        "request_type",
        "process",
        "content",
        "unit",
        "restates_id",
    )

    key = KeyField()
    days_key = KeyField(made_by="make_days_key")
    """The key with the days of its period: two that differ only in how a period is written are one."""
    company = models.ForeignKey(Company, verbose_name=_("company"), on_delete=models.PROTECT, related_name="figures")
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("jurisdiction"), on_delete=models.PROTECT, related_name="figures"
    )
    period_from = PartialDateField(_("period from"))
    period_to = PartialDateField(_("period to"))
    request_type = CodeField(_("request type"), max_length=40, choices=REQUEST_TYPES.choices)
    process = CodeField(
        _("legal process"),
        max_length=40,
        blank=True,
        choices=PROCESSES.choices,
        help_text=_("Only where the report counts it apart."),
    )
    content = CodeField(
        _("content"),
        max_length=20,
        blank=True,
        choices=CONTENTS.choices,
        help_text=_("Only where the report counts the two apart."),
    )
    unit = CodeField(_("unit"), max_length=20, choices=UNITS.choices)
    restates = models.ForeignKey(
        "self",
        verbose_name=_("restates"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="restated_by",
        help_text=_("The figure that a later report gave anew. That one stays as it was first given."),
    )
    received = models.BigIntegerField(_("received"), null=True, blank=True)
    received_from = models.BigIntegerField(
        _("received, at least"), null=True, blank=True, help_text=_("The lower end of a band, like 1,000 or more.")
    )
    received_to = models.BigIntegerField(
        _("received, at most"), null=True, blank=True, help_text=_("The upper end of a band: fewer than 10 is 9.")
    )
    complied = models.BigIntegerField(_("complied"), null=True, blank=True)
    complied_share = CodeField(
        _("complied, in per cent"),
        max_length=6,
        blank=True,
        validators=[validate_share],
        help_text=_("As it is printed: 70 or 70.5."),
    )
    complied_unit = CodeField(
        _("unit of “complied”"),
        max_length=20,
        blank=True,
        choices=UNITS.choices,
        help_text=_("Only where it is another than the unit above."),
    )
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
            one_of("process", PROCESSES, blank=True),
            one_of("content", CONTENTS, blank=True),
            one_of("complied_unit", UNITS, blank=True),
            *CHECKS,
        ]
        indexes = [by_state("key")]

    def __str__(self) -> str:
        return self.make_key()

    def make_key(self) -> str:
        """Return the key that its values give: its slug-like name in the record."""
        own = self._key_of(self.period_from, self.period_to)
        return restated_key(self.restates.key) if self.restates else own

    def standing_key(self) -> str:
        """Return the key of another figure that is of the same, however its period is written; blank without one."""
        others = Figure.objects.filter(days_key=self.make_days_key()).exclude(pk=self.pk)
        return others.values_list("key", flat=True).first() or ""

    def make_days_key(self) -> str:
        """Return the key with the first and the last day of the period, however they were written."""
        own = self._key_of(str(first_day(self.period_from)), str(last_day(self.period_to)))
        end = self.make_key().removeprefix(self._key_of(self.period_from, self.period_to)) if self.restates else ""
        return f"{own}{end}"

    def _is_keyed(self) -> bool:
        """Tell whether all is there that its key is made of."""
        dates = is_partial_date(self.period_from) and is_partial_date(self.period_to)
        return dates and all(getattr(self, name, None) for name in ("company", "jurisdiction"))

    def _key_of(self, begins: str, ends: str) -> str:
        places = {"company": self.company.slug, "jurisdiction": self.jurisdiction.slug}
        return base_key({**vars(self), **places, "period_from": begins, "period_to": ends})

    def _refuse_frozen_changes(self, stored: Self) -> None:
        """Refuse too that a figure becomes another one under the one that restates it, whose key is made of its key."""
        super()._refuse_frozen_changes(stored)
        if all(getattr(stored, name) == getattr(self, name) for name in self.frozen_fields):
            return
        if restating := Figure.objects.filter(restates=stored.pk).first():
            raise ValidationError(
                _("%(key)s restates it: what this figure is about can’t be edited while that one stands."),
                code="restated",
                params={"key": restating.key},
            )

    def _key_faults(self) -> dict[str, object]:
        """Return what is wrong with the key that its values make."""
        faults: dict[str, object] = {}
        if self.restates and (why := restated_fault(self.restates.key, self._key_of(self.period_from, self.period_to))):
            faults["restates"] = why
        if len(max(self.make_key(), self.make_days_key(), key=len)) > LONGEST_KEY:
            faults["company"] = _("Its key would be longer than %(most)s characters") % {"most": LONGEST_KEY}
        return faults

    def clean(self) -> None:
        """Refuse a period to come or one that ends before it begins, an older source, and numbers no report gives."""
        super().clean()
        faults: dict[str, object] = {**number_faults(vars(self))}
        faults |= {name: why for name in ("period_from", "period_to") if (why := future_fault(getattr(self, name)))}
        if self._is_keyed():
            faults |= self._key_faults()
        if surely_before(self.period_to, self.period_from):
            faults["period_to"] = _("The period ends before it begins")
        if source := getattr(self, "source", None):
            faults["source"] = figure_source_fault(source.slug, source.published_on, self.period_from)
        refuse_faults(faults)
