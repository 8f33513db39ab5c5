"""Where the record knows it from."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from companies.models.conditions import is_date, is_filled, is_slug, is_web_address, one_of
from companies.models.date_rules import (
    event_source_fault,
    figure_source_fault,
    future_fault,
    older_source_fault,
    retrieval_fault,
)
from companies.models.desk_row import SluggedRow
from companies.models.fields import CodeField, LineField, PartialDateField, WebAddressField
from companies.models.shared_rules import READ, UNREAD_SUPPORT, refuse_faults
from companies.models.stored_state import by_state
from companies.models.validators import validate_language
from companies.texts import same_name_key
from companies.vocabulary import CHECKED, SOURCE_KINDS
from companies.web_addresses import address_key


def archive_fault(url: str, archive_url: str) -> str | None:
    """Return why an archived copy can't have that address."""
    same = archive_url and address_key(archive_url) == address_key(url)
    return str(_("it is the source’s own address: give that of the copy, or leave it out")) if same else None


def own_language_fault(language: str, title_language: str) -> str | None:
    """Return why the title's language is not said."""
    return str(_("it is the source’s own language: leave it out")) if title_language == language else None


def same_title_fault(title: str, title_original: str) -> str | None:
    """Return why the title in the source's own language is not said."""
    same = title_original and same_name_key(title_original) == same_name_key(title)
    return str(_("it is the title itself: leave it out")) if same else None


class Source(SluggedRow):
    """An article, statement, report or legal text that is cited."""

    kind_name = "source"

    url = WebAddressField(_("address"))
    archive_url = WebAddressField(
        _("archived copy"), blank=True, help_text=_("The address of a copy that an archive keeps.")
    )
    title = LineField(_("title"))
    title_original = LineField(
        _("title in its own language"),
        blank=True,
        help_text=_("Where the title is a translation: what it was translated from."),
    )
    publisher = LineField(_("publisher"))
    published_on = PartialDateField(_("published on"), blank=True)
    retrieved_on = PartialDateField(_("retrieved on"), blank=True, help_text=_("When it was looked up for the record."))
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
            is_web_address("archive_url", blank=True),
            models.CheckConstraint(condition=~Q(archive_url=F("url")), name="archive_is_elsewhere"),
            is_filled("title"),
            is_filled("publisher"),
            is_filled("language"),
            is_date("published_on", blank=True),
            is_date("retrieved_on", blank=True),
            one_of("kind", SOURCE_KINDS),
            one_of("checked", CHECKED),
        ]
        indexes = [by_state("slug")]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    def clean(self) -> None:
        """Refuse a date to come, and a date or a ``checked`` with which the desk could no longer rest on the source."""
        super().clean()
        refuse_faults(
            {
                "published_on": future_fault(self.published_on),
                "archive_url": archive_fault(self.url, self.archive_url),
                "retrieved_on": retrieval_fault(self.published_on, self.retrieved_on),
                "title_language": own_language_fault(self.language, self.title_language),
                "title_original": same_title_fault(self.title, self.title_original),
            }
        )
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
