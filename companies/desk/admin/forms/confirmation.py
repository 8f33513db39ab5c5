"""The form of the confirmation page: why a set is published or retracted."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.fields import PlainTextField
from companies.desk.admin.forms.widgets import WordRadios
from companies.desk.plans import RETRACT
from companies.models.validators import LONGEST_TEXT, validate_text
from companies.record.publishing.clock_check import clock_doubt
from companies.vocabulary import CAUSES


class ConfirmationForm(forms.Form):
    """The cause (of a publishing), the public note, and, where the clock is doubted, that it is right."""

    cause = forms.ChoiceField(label=_("Cause"), widget=WordRadios(CAUSES))
    note = PlainTextField(
        label=_("Public note"),
        required=False,
        max_length=LONGEST_TEXT,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    clock_is_right = forms.BooleanField(
        label=_("The clock is right"), error_messages={"required": _("Say that the clock is right, or have it mended.")}
    )

    def __init__(self, act: str, causes: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if why := clock_doubt():
            self.fields["clock_is_right"].help_text = why
        else:
            del self.fields["clock_is_right"]
        note = self.fields["note"]
        if act == RETRACT:
            del self.fields["cause"]
            note.required = True
            note.help_text = _("Why it is taken back. Everybody can read it, at its address and under corrections.")
            return
        cause = cast("forms.ChoiceField", self.fields["cause"])
        cause.choices = [(code, CAUSES.label(code)) for code in causes]
        cause.error_messages["invalid_choice"] = _("This set can’t take that cause; choose one of those offered.")
        if len(causes) == 1:
            cause.initial = causes[0]
        note.help_text = _("Everybody can read it. Needed where something published changes.")
