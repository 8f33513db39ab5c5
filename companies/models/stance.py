"""Stances: what a company answered to one demand of one law, and what proves it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from companies.chunks import chunked
from companies.models.child_row import ChildRow
from companies.models.company import Company
from companies.models.conditions import is_date, is_filled, is_slug, one_of
from companies.models.desk_row import SluggedRow
from companies.models.fields import CodeField, LineField, ParagraphField, PartialDateField
from companies.models.law import Law
from companies.models.shared_rules import demand_fault, stance_slug_fault
from companies.models.source import Source
from companies.models.stored_state import by_state, keys_moved
from companies.models.validators import LONGEST_TEXT, text_fault, validate_quote, validate_text
from companies.partial_dates import is_partial_date, last_day
from companies.texts import quoted
from companies.vocabulary import CONDITIONS, DEMANDS, POSITIONS, RELATIONS


def validate_conditions(value: list[str]) -> None:
    """Raise ValidationError unless ``value`` lists conditions of the codebook, each once."""
    unknown = [code for code in value if code not in CONDITIONS] if isinstance(value, list) else [value]
    if unknown or len(set(value)) < len(value):
        allowed = ", ".join(CONDITIONS.codes)
        raise ValidationError(_("List conditions of the codebook, each once: %(allowed)s"), params={"allowed": allowed})


def validate_covers(value: list[str]) -> None:
    """Raise ValidationError unless ``value`` lists slugs or names, each once."""
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise ValidationError(_("List slugs of companies, or names."))
    if len(set(value)) < len(value):
        raise ValidationError(_("An entry stands twice."))
    for name in value:
        if why := text_fault(name):
            raise ValidationError(_("%(name)s %(why)s."), params={"name": quoted(name), "why": why})


class Stance(SluggedRow):
    """One dated statement or act: company, law, demand, position, announced on (codebook: rule 1)."""

    kind_name = "stance"
    frozen_fields = ("company_id", "law_id", "demand")

    company = models.ForeignKey(Company, verbose_name=_("company"), on_delete=models.PROTECT, related_name="stances")
    law = models.ForeignKey(Law, verbose_name=_("law"), on_delete=models.PROTECT, related_name="stances")
    demand = CodeField(_("demand"), max_length=40, choices=DEMANDS.choices)
    position = CodeField(_("position"), max_length=40, choices=POSITIONS.choices)
    announced_on = PartialDateField(
        _("announced on"), help_text=_("When the company said or did it, not when the article came out.")
    )
    effective_on = PartialDateField(
        _("effective on"),
        blank=True,
        help_text=_("Only where it says that it has held since an earlier day."),
    )
    covers = models.JSONField(_("covers"), default=list, blank=True, validators=[validate_covers])
    conditions = models.JSONField(_("conditions"), default=list, blank=True, validators=[validate_conditions])
    summary = ParagraphField(_("summary"), help_text=_("1–2 sentences, in own words."))
    summary_zh_hant = ParagraphField(_("summary in Traditional Chinese"), blank=True)

    class Meta:
        ordering = ["-announced_on", "slug"]
        verbose_name = _("stance")
        verbose_name_plural = _("stances")
        constraints = [
            is_slug(),
            one_of("demand", DEMANDS),
            one_of("position", POSITIONS),
            is_date("announced_on"),
            is_date("effective_on", blank=True),
            is_filled("summary"),
        ]
        indexes = [by_state("-announced_on", "slug")]

    def clean(self) -> None:
        """Refuse a demand that the law doesn't make, an ``effective_on`` that isn't earlier, and a foreign slug."""
        super().clean()
        faults: dict[str, Any] = {}
        if self.law_id and self.demand and (why := demand_fault(self.demand, self.law.demands)):
            faults["demand"] = f"{why}."
        both = is_partial_date(self.effective_on) and is_partial_date(self.announced_on)
        if both and last_day(self.effective_on) >= last_day(self.announced_on):
            faults["effective_on"] = _("It must be earlier than the announcement; leave it out otherwise.")
        # Once made, a slug stays whatever it is.
        new = self._state.adding and self.slug and self.company_id and self.demand
        if new and (why := stance_slug_fault(self.slug, self.company.slug, self.demand)):
            faults["slug"] = f"{self.slug} {why}."
        if faults:
            raise ValidationError(faults)

    def rests_on(self, source: Source) -> bool:
        """Tell whether that is its first supporting source, which must have been read (codebook: rule 5)."""
        first = self.citations.filter(relation="supports").order_by("order", "pk").first()
        return first is not None and first.source_id == source.pk


@receiver(keys_moved, sender=Company)
def forget_what_covers(sender: type[models.Model], keys: Iterable[str], **_kwargs: Any) -> None:
    """Blank the digests of stances that cover what is, or was, one of the companies: text and reference differ."""
    moved = set(keys)
    known = Stance.objects.exclude(desk_digest="").exclude(covers=[])
    covering = [pk for pk, covers in known.values_list("pk", "covers") if not moved.isdisjoint(covers)]
    for some in chunked(covering):
        Stance.objects.filter(pk__in=some).update(desk_digest="")


class Citation(ChildRow):
    """A source that supports or disputes a stance, with the words that do so."""

    row_name = "stance"

    stance = models.ForeignKey(Stance, on_delete=models.CASCADE, related_name="citations")
    order = models.PositiveIntegerField(_("place in the list"), default=0)
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="citations")
    relation = CodeField(_("relation"), max_length=20, choices=RELATIONS.choices, default="supports")
    quote = LineField(
        _("quote"),
        blank=True,
        validators=[validate_quote],
        help_text=_("At most 12 words, letter for letter."),
    )
    note = ParagraphField(_("note"), blank=True, validators=[validate_text], help_text=_("Public."))

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["stance", "source"], name="citation_source_is_cited_once"),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("quote"), LONGEST_TEXT)),
                name="citation_quote_length",
            ),
            one_of("relation", RELATIONS),
        ]

    def __str__(self) -> str:
        return f"{self.relation}: {self.source}"
