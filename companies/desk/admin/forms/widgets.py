"""The desk's own form widgets: codes with the codebook's words beside them, dates that say what they mean, quotes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, AutocompleteSelect
from django.forms.renderers import BaseRenderer
from django.forms.widgets import ChoiceWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from companies.desk.admin.judged_input import is_row_number
from companies.models.validators import LONGEST_QUOTE, LONGEST_QUOTE_WITHOUT_SPACES
from companies.partial_dates import is_partial_date, last_day, precision
from companies.texts import words_and_characters
from companies.vocabulary import Vocabulary


class _ProjectTemplate(forms.Widget):
    """A widget whose template is one of the project's: Django's form renderer looks at its own only."""

    def _render(
        self, template_name: str, context: dict[str, Any], renderer: BaseRenderer | type[BaseRenderer] | None = None
    ) -> SafeString:
        return render_to_string(template_name, context)


class _Words(_ProjectTemplate, ChoiceWidget):
    """Words of a vocabulary, each with its definition beside it."""

    template_name = "desk/widgets/words.html"

    def __init__(self, words: Vocabulary, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.words = words

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return Django's option with the word's definition."""
        option = super().create_option(name, value, *args, **kwargs)
        code = str(value)
        option["definition"] = self.words[code].definition if code in self.words else ""
        return option


class WordRadios(_Words, forms.RadioSelect):
    """One word of a vocabulary."""

    template_name = _Words.template_name


class WordBoxes(_Words, forms.CheckboxSelectMultiple):
    """Some words of a vocabulary."""

    template_name = _Words.template_name


class PartialDateInput(_ProjectTemplate, AdminTextInputWidget):
    """A year, a month or a day, with a line that says which days it stands for."""

    template_name = "desk/widgets/partial_date.html"

    class Media:
        js = ("desk/partial_date.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "desk-date", "placeholder": "2020-07-06", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the present value means, and the sentences that the script fills in while it is typed."""
        context = super().get_context(name, value, attrs)
        context["meaning"] = date_meaning(value or "")
        context["sentences"] = _sentences()
        return context


class QuoteInput(_ProjectTemplate, AdminTextInputWidget):
    """A quote, with a count of its words."""

    template_name = "desk/widgets/quote.html"

    class Media:
        js = ("desk/quote.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add how long the present value is, in words and in characters of scripts without spaces, and may be."""
        context = super().get_context(name, value, attrs)
        words, characters = words_and_characters(value or "")
        context |= {"words": words, "characters": characters}
        context |= {"most_words": LONGEST_QUOTE, "most_characters": LONGEST_QUOTE_WITHOUT_SPACES}
        return context


class RowInput(AutocompleteSelect):
    """A row, found by typing. It never says ``required``: HTML wants an empty option then, which select2 would offer.

    The form says so itself, and scripts tell it to those who hear the page.
    """

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        """Return the chosen row as an option; what can't be the number of a row is not looked for."""
        return super().optgroups(name, [said for said in value if said == "" or is_row_number(said)], attrs)

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return Django's attributes without that one."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("required", None)
        return attrs


class LinesInput(AdminTextareaWidget):
    """A list of texts, one a line."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, **(attrs or {})})


def date_meaning(text: str) -> str:
    """Return which days a partial date stands for, and from when it counts (design: rules of time 1)."""
    if not text:
        return ""
    if not is_partial_date(text):
        return _("No date yet: write 2020, 2020-07 or 2020-07-06.")
    last = last_day(text).isoformat()
    return _sentences()[precision(text)].format(text=text, last=last)


def _sentences() -> dict[str, str]:
    return {
        "day": _("The day {text}."),
        "month": _("Some day of {text}, which one is not known; it counts from {last}."),
        "year": _("Some day of {text}, which one is not known; it counts from {last}."),
    }
