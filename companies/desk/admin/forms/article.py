"""The form of many answers that one article tells: what they share stands once, then a row for each company."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.fields import PlainTextField, QuoteField
from companies.desk.admin.forms.slugs import stance_slug
from companies.desk.admin.forms.warnings import EditorWarning, citation_warnings, stance_warnings, unseen
from companies.desk.admin.forms.widgets import PartialDateInput, QuoteInput, RowInput, WordRadios
from companies.desk.bases import ModelChoiceField
from companies.models.company import Company
from companies.models.date_rules import older_source_fault
from companies.models.law import Law
from companies.models.shared_rules import support_fault
from companies.models.source import Source
from companies.models.stance import Citation, Stance
from companies.models.validators import validate_partial_date, validate_quote, validate_text
from companies.vocabulary import DEMANDS, POSITIONS

ROWS = 8
"""Companies offered at first; a form that comes back offers as many as it was sent with."""
MOST_ROWS = 40
_MISSING = {"required": _("Choose one.")}


def _choice(model: type[Any], column: str, owner: type[Any], label: Any) -> ModelChoiceField:
    field: Any = owner._meta.get_field(column)
    return ModelChoiceField(
        model._default_manager.all(), label=label, widget=RowInput(field, admin.site), error_messages=_MISSING
    )


class ArticleForm(forms.Form):
    """What all the answers share."""

    source = _choice(Source, "source", Citation, _("Source"))
    law = _choice(Law, "law", Stance, _("Law"))
    demand = forms.ChoiceField(label=_("Demand"), choices=DEMANDS.choices, widget=WordRadios(DEMANDS))
    announced_on = forms.CharField(
        label=_("Announced on"),
        widget=PartialDateInput,
        validators=[validate_partial_date],
        help_text=_("When the companies said it; a row may have another day."),
    )

    def clean_source(self) -> Source:
        """Refuse a source that was not read: each answer would rest on it alone."""
        source: Source = self.cleaned_data["source"]
        if fault := support_fault([source.checked]):
            code, why = fault
            raise ValidationError(f"{capfirst(why)}.", code)
        return source


class AnswerForm(forms.Form):
    """One company's answer. A row without anything in it is left out."""

    company = _choice(Company, "company", Stance, _("Company"))
    position = forms.ChoiceField(label=_("Position"), choices=[("", "–"), *POSITIONS.choices], error_messages=_MISSING)
    announced_on = forms.CharField(
        label=_("Another day"), required=False, widget=PartialDateInput, validators=[validate_partial_date]
    )
    summary = PlainTextField(
        label=_("Summary"),
        max_length=2000,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    quote = QuoteField(label=_("Quote"), required=False, widget=QuoteInput, validators=[validate_text, validate_quote])


AnswerRows = forms.formset_factory(AnswerForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)


class Article:
    """The two forms together, and the stances that they stand for."""

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        self.data = data
        self.form = ArticleForm(data, initial=initial)
        self.rows = AnswerRows(data, prefix="rows")

    def is_valid(self) -> bool:
        """Tell whether all of it may be saved: every row is a stance that could be entered by itself."""
        valid = self.form.is_valid()
        valid = self.rows.is_valid() and valid
        if valid and not self._filled():
            self.form.add_error(None, _("Fill in one company at least."))
            return False
        return valid and self._are_stances() and not self.warnings

    @cached_property
    def warnings(self) -> list[EditorWarning]:
        """What is odd about the stances, and was not read yet."""
        return unseen(self._warnings(), self.data)

    def save(self) -> list[Stance]:
        """Save every row as a draft with its citation."""
        saved = []
        for row in self._filled():
            stance = self._stance(row.cleaned_data)
            stance.slug = stance_slug(stance)
            stance.save()
            quote = row.cleaned_data["quote"]
            Citation.objects.create(stance=stance, source=self.form.cleaned_data["source"], quote=quote)
            saved.append(stance)
        return saved

    def _filled(self) -> list[AnswerForm]:
        return [row for row in self.rows.forms if row.has_changed() and row.is_valid()]

    def _stance(self, answer: dict[str, Any]) -> Stance:
        shared = self.form.cleaned_data
        return Stance(
            company=answer["company"],
            law=shared["law"],
            demand=shared["demand"],
            position=answer["position"],
            announced_on=answer["announced_on"] or shared["announced_on"],
            summary=answer["summary"],
        )

    def _are_stances(self) -> bool:
        for row in self._filled():
            stance = self._stance(row.cleaned_data)
            stance.slug = stance_slug(stance)
            try:
                stance.full_clean()
            except ValidationError as error:
                row.add_error(None, ValidationError(error.messages))
            source = self.form.cleaned_data["source"]
            if why := older_source_fault(source.slug, source.published_on, stance.announced_on):
                row.add_error(None, f"{why}.")
        return self.rows.total_error_count() == 0

    def _warnings(self) -> Iterator[EditorWarning]:
        for row in self._filled():
            stance = self._stance(row.cleaned_data)
            yield from stance_warnings(stance)
            yield from citation_warnings(stance.announced_on, [self.form.cleaned_data["source"]])
