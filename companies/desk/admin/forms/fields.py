"""The desk's own form fields: plain text made clean, quotes made plain, lists of codes and of names."""

import unicodedata
from typing import Any

from django import forms

from companies.desk.admin.forms.widgets import LinesInput
from companies.vocabulary import Vocabulary

_PLAIN_QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"'},
)


class PlainTextField(forms.CharField):
    """Text in Unicode form NFC, without blanks at its ends: what an editor pastes is mended, not refused."""

    def to_python(self, value: Any) -> str:
        """Return the text, composed."""
        text = super().to_python(value) or ""
        return unicodedata.normalize("NFC", text)


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
        """Return the lines."""
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [unicodedata.normalize("NFC", line.strip()) for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether the lines differ."""
        return self.to_python(initial) != self.to_python(data)


class CodesField(forms.MultipleChoiceField):
    """Words of a vocabulary as checkboxes, kept in the order in which they stood, new ones after them."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(choices=words.choices, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether other words are ticked."""
        return set(initial or []) != {str(code) for code in data or []}


def in_former_order(codes: list[str], former: list[str]) -> list[str]:
    """Return ``codes`` with those of ``former`` first, in its order: ticking one more box moves no other."""
    return [code for code in former if code in codes] + [code for code in codes if code not in former]
