"""Where the record knows it from."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from companies.models.conditions import is_date, is_filled, is_slug, is_web_address, one_of
from companies.models.date_rules import (
    event_source_fault,
    figure_source_fault,
    future_fault,
    older_source_fault,
)
from companies.models.desk_row import SluggedRow
from companies.models.fields import CodeField, LineField, PartialDateField, WebAddressField
from companies.models.shared_rules import READ, UNREAD_SUPPORT, refuse_faults
from companies.models.validators import validate_language
from companies.vocabulary import CHECKED, SOURCE_KINDS


class Source(SluggedRow):
    """An article, statement, report or legal text that is cited."""

    kind_name = "source"

    url = WebAddressField(_("address"))
    title = LineField(_("title"))
    publisher = LineField(_("publisher"))
    published_on = PartialDateField(_("published on"), blank=True)
    language = CodeField(
        _("language"),
        max_length=20,
        validators=[validate_language],
        help_text=_("BCP 47: en, zh-Hant, pt-BR"),
    )
    title_language = CodeField(
        _("language of the title"),
        max_length=20,
        blank=True,
        validators=[validate_language],
        help_text=_("Only where the title is in another language than the source, as where it was translated."),
    )
    kind = CodeField(_("kind"), max_length=40, choices=SOURCE_KINDS.choices)
    checked = CodeField(_("checked"), max_length=20, choices=CHECKED.choices)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            is_slug(),
            is_web_address("url"),
            is_filled("title"),
            is_filled("publisher"),
            is_filled("language"),
            is_date("published_on", blank=True),
            one_of("kind", SOURCE_KINDS),
            one_of("checked", CHECKED),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    def clean(self) -> None:
        """Refuse a date to come, and a date or a ``checked`` with which the desk could no longer rest on the source."""
        super().clean()
        own = _("It is the source’s own language: leave it out") if self.title_language == self.language else None
        refuse_faults({"published_on": future_fault(self.published_on), "title_language": own})
        if self._state.adding:
            return
        supported = [
            citation.stance for citation in self.citations.filter(relation="supports").select_related("stance")
        ]
        younger = [row.slug for row in supported if older_source_fault(self.slug, self.published_on, row.announced_on)]
        faults: dict[str, str] = {}
        if younger:
            faults["published_on"] = _("It supports what was announced later: %(names)s") % {
                "names": ", ".join(younger)
            }
        elif later := list(self._later_rows()):
            faults["published_on"] = _("It tells of what came later: %(names)s") % {"names": ", ".join(later)}
        if self.checked != READ and (first := [row.slug for row in supported if row.rests_on(self)]):
            faults["checked"] = f"{capfirst(str(UNREAD_SUPPORT))}: {', '.join(first)}"
        if faults:
            raise ValidationError(faults)

    def _later_rows(self) -> Iterator[str]:
        """Yield the laws and figures that the source would be too old for."""
        for event in self.law_events.select_related("law"):
            if event_source_fault(event.kind, event.date, self.slug, self.published_on):
                yield event.law.slug
        for figure in self.figures.all():
            if figure_source_fault(self.slug, self.published_on, figure.period_from):
                yield figure.key
