"""Places whose laws are on record: a tree of countries, territories, states and blocs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.alias import Alias, named_once
from companies.models.conditions import is_filled, is_slug, one_of
from companies.models.desk_row import SluggedRow
from companies.models.fields import CodeField, LineField
from companies.models.shared_rules import HOLDS_ROWS, refuse_circle, refuse_faults, worldwide_fault
from companies.models.stored_state import by_state
from companies.models.validators import validate_iso
from companies.vocabulary import JURISDICTION_KINDS, WORLDWIDE


class Jurisdiction(SluggedRow):
    """A place that makes law."""

    kind_name = "jurisdiction"

    name = LineField(_("name"))
    name_zh_hant = LineField(_("name in Traditional Chinese"), blank=True)
    iso = CodeField(
        _("ISO 3166 code"),
        max_length=6,
        blank=True,
        validators=[validate_iso],
        help_text=_("3166-1 alpha-2 or 3166-2"),
    )
    kind = CodeField(_("kind"), max_length=20, choices=JURISDICTION_KINDS.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        constraints = [is_slug(), is_filled("name"), one_of("kind", JURISDICTION_KINDS)]
        indexes = [by_state("name", "-id")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a place that lies in itself; what stands for all places lies in none, and holds none."""
        super().clean()
        refuse_circle(self)
        above = worldwide_fault(self.kind if self.parent else "") or worldwide_fault(getattr(self.parent, "kind", ""))
        refuse_faults({"parent": above})
        if self.kind == WORLDWIDE:
            holds = not self._state.adding and any(rows.exists() for rows in (self.children, self.companies, self.laws))
            iso = _("all places together have no code: leave it out") if self.iso else None
            refuse_faults({"iso": iso, "kind": HOLDS_ROWS if holds else None})


class JurisdictionAlias(Alias):
    """What a place is also called: UK, EU."""

    row_name = "jurisdiction"

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = [*Alias.Meta.constraints, named_once("jurisdiction")]
