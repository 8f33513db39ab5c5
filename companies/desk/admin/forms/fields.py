"""The desk's own form fields (clean text, plain quotes, lists of codes and of names), and which column gets which."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from companies.desk.admin.forms.widgets import LinesInput, PartialDateInput, RowInput, WordBoxes, WordRadios
from companies.desk.bases import BaseModelAdmin
from companies.models.fields import LineField, ParagraphField, PartialDateField
from companies.texts import clean_text
from companies.vocabulary import Vocabulary

_PLAIN_QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"'},
)


class PlainTextField(forms.CharField):
    """Text in one line, without anything invisible: what an editor pastes is mended, not refused."""

    def to_python(self, value: Any) -> str:
        """Return the text, mended."""
        return clean_text(super().to_python(value) or "")


class QuoteField(PlainTextField):
    """A quote, with typographic quotation marks made plain (codebook: rule 5: letter for letter otherwise)."""

    def to_python(self, value: Any) -> str:
        """Return the quote with plain marks."""
        return super().to_python(value).translate(_PLAIN_QUOTES)


class LinesField(forms.Field):
    """A list of texts, one a line; blank lines are left out."""

    widget = LinesInput

    def prepare_value(self, value: Any) -> Any:
        """Return the lines as the text that is edited."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [text for line in lines if (text := clean_text(line))]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class CodesField(forms.MultipleChoiceField):
    """Words of a vocabulary as checkboxes, kept in the order in which they stood, new ones after them."""

    def __init__(self, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(choices=words.choices, widget=WordBoxes(words), **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether other words are ticked."""
        return set(initial or []) != {str(code) for code in data or []}


def in_former_order(codes: list[str], former: list[str]) -> list[str]:
    """Return ``codes`` with those of ``former`` first, in its order: ticking one more box moves no other."""
    return [code for code in former if code in codes] + [code for code in codes if code not in former]


class DeskFields(BaseModelAdmin):
    """Gives each column the form field and widget of its kind; rows and their children share it."""

    defined_words: ClassVar[dict[str, Vocabulary]] = {}
    """Columns shown as radio buttons, with the definition of each word beside it."""

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: Any, **kwargs: Any
    ) -> forms.Field | None:
        """Return Django's form field, with the desk's widget for dates and clean text for text."""
        if isinstance(db_field, PartialDateField):
            kwargs = {"widget": PartialDateInput, **kwargs}
        elif isinstance(db_field, (LineField, ParagraphField)):
            kwargs = {"form_class": PlainTextField, **kwargs}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: "models.ForeignKey[Any, Any]", request: Any, **kwargs: Any) -> Any:
        """Return a choice of rows; where it is made by typing, with the desk's own widget."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs = {"widget": RowInput(db_field, self.admin_site), **kwargs}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: "models.Field[Any, Any]", request: Any, **kwargs: Any) -> Any:
        """Return a choice; where the words are to be defined, as radio buttons, with a blank one if it may be."""
        if words := self.defined_words.get(db_field.name):
            choices = [("", _("not told")), *words.choices] if db_field.blank else words.choices
            kwargs = {"widget": WordRadios(words), "choices": choices, **kwargs}
        return super().formfield_for_choice_field(db_field, request, **kwargs)
