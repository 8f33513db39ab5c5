"""What a row is also called: short forms and names in other languages, by which it is found (decision 036)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.child_row import ChildRow
from companies.models.conditions import is_filled
from companies.models.fields import CodeField, LineField
from companies.models.validators import validate_language


class Alias(ChildRow):
    """One more name of a row. It is no name of the day, and stands in no title."""

    order = models.PositiveIntegerField(_("place in the list"), default=0)
    name = LineField(_("name"))
    language = CodeField(
        _("language"),
        max_length=20,
        blank=True,
        validators=[validate_language],
        help_text=_("BCP 47: en, zh-Hant, pt-BR. Blank for an abbreviation of no language."),
    )

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        verbose_name = _("alias")
        verbose_name_plural = _("also called")
        constraints = [is_filled("name")]

    def __str__(self) -> str:
        return self.name

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave them to the list as a whole, which is judged as it will stand: two may swap their names."""


def named_once(owner: str) -> models.UniqueConstraint:
    """Return the rule that no row has an alias twice; ``owner``: the column of the row that has it."""
    return models.UniqueConstraint(fields=[owner, "name"], name="%(class)s_stands_once")
