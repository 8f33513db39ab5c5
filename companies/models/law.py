"""Laws, orders and bills, with their provisions and what happened to them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.alias import Alias, named_once
from companies.models.child_row import ChildRow
from companies.models.company import Company
from companies.models.conditions import is_date, is_filled, is_slug, is_web_address, one_of
from companies.models.date_rules import event_fault, event_source_fault, future_fault, repeal_fault
from companies.models.desk_row import SluggedRow
from companies.models.fields import CodeField, LineField, ParagraphField, PartialDateField, WebAddressField
from companies.models.jurisdiction import Jurisdiction
from companies.models.shared_rules import refuse_faults, worldwide_fault
from companies.models.source import Source
from companies.models.stored_state import by_state
from companies.vocabulary import DEMANDS, EVENT_KINDS, LAW_KINDS


def validate_demands(value: list[str]) -> None:
    """Raise ValidationError unless ``value`` lists demands of the codebook, each once."""
    unknown = [code for code in value if code not in DEMANDS] if isinstance(value, list) else [value]
    if unknown or len(set(value)) < len(value):
        allowed = ", ".join(DEMANDS.codes)
        raise ValidationError(_("List demands of the codebook, each once: %(allowed)s"), params={"allowed": allowed})


class Law(SluggedRow):
    """What asks companies for something: a statute, a regulation, an order, a bill, a treaty …"""

    kind_name = "law"

    name = LineField(_("name"))
    name_local = LineField(_("name in its own language"), blank=True)
    name_zh_hant = LineField(_("name in Traditional Chinese"), blank=True)
    short_name = LineField(_("short name"))
    jurisdiction = models.ForeignKey(
        Jurisdiction, verbose_name=_("jurisdiction"), on_delete=models.PROTECT, related_name="laws"
    )
    kind = CodeField(_("kind"), max_length=20, choices=LAW_KINDS.choices)
    demands = models.JSONField(_("demands"), default=list, validators=[validate_demands])
    adopted_on = PartialDateField(_("adopted on"), blank=True)
    in_force_on = PartialDateField(_("in force on"), blank=True)
    repealed_on = PartialDateField(_("repealed on"), blank=True)
    official_url = WebAddressField(_("official text"), blank=True)
    summary = ParagraphField(
        _("summary"), help_text=_("2–4 sentences: what it demands of companies, of whom, on what penalty.")
    )

    class Meta:
        ordering = ["short_name"]
        verbose_name = _("law")
        verbose_name_plural = _("laws")
        constraints = [
            is_slug(),
            is_filled("name"),
            is_filled("short_name"),
            is_filled("summary"),
            one_of("kind", LAW_KINDS),
            is_date("adopted_on", blank=True),
            is_date("in_force_on", blank=True),
            is_date("repealed_on", blank=True),
            is_web_address("official_url", blank=True),
        ]
        indexes = [by_state("short_name", "-id")]

    def __str__(self) -> str:
        return f"{self.short_name} ({self.jurisdiction})"

    def clean(self) -> None:
        """Refuse an adoption to come, a repeal before it, and to drop a demand that an answer at the desk is to."""
        super().clean()
        refuse_faults(
            {
                "adopted_on": future_fault(self.adopted_on),
                "repealed_on": repeal_fault(self.adopted_on, self.repealed_on),
                "jurisdiction": worldwide_fault(self.jurisdiction.kind) if self.jurisdiction_id else None,
            }
        )
        if self._state.adding:
            return
        if answered := set(self.stances.values_list("demand", flat=True)) - set(self.demands):
            names = ", ".join(str(DEMANDS.label(code)) for code in DEMANDS.codes if code in answered)
            raise ValidationError({"demands": _("There are answers to it at the desk: %(names)s") % {"names": names}})


class LawAlias(Alias):
    """What a law is also called: NSL, 國安法."""

    row_name = "law"

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = [*Alias.Meta.constraints, named_once("law")]


class Provision(ChildRow):
    """One part of a law, what it says and what penalty stands on it."""

    row_name = "law"

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="provisions")
    order = models.PositiveIntegerField(_("place in the list"), default=0)
    label = LineField(_("label"))
    demand = CodeField(_("demand"), max_length=40, blank=True, choices=DEMANDS.choices)
    summary = ParagraphField(_("summary"))
    penalty = ParagraphField(_("penalty"), blank=True)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        constraints = [is_filled("label"), is_filled("summary"), one_of("demand", DEMANDS, blank=True)]

    def __str__(self) -> str:
        return self.label


class LawEvent(ChildRow):
    """Something that happened to a law on a day."""

    row_name = "law"

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="events")
    order = models.PositiveIntegerField(_("place in the list"), default=0)
    date = PartialDateField(_("date"))
    kind = CodeField(_("kind"), max_length=20, choices=EVENT_KINDS.choices)
    title = LineField(_("title"))
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="law_events",
        help_text=_("The one to which the law was applied, if any."),
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="law_events",
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [is_date("date"), is_filled("title"), one_of("kind", EVENT_KINDS)]

    def __str__(self) -> str:
        return f"{self.date} {self.title}"

    def clean(self) -> None:
        """Refuse what can't have happened yet, and a source that is older than what nobody can plan."""
        super().clean()
        faults = {"date": event_fault(self.kind, self.date)}
        if self.source:
            faults["source"] = event_source_fault(self.kind, self.date, self.source.slug, self.source.published_on)
        refuse_faults(faults)
