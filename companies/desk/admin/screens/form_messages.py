"""What a page tells above a form: why it was not saved, field by field (X13), and what to look at twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from companies.desk.admin.forms.warnings import SEEN, EditorWarning


@dataclass(frozen=True)
class FormFault:
    """One reason why a form was not saved. ``field`` is the id of its input in the page; blank for the whole form."""

    field: str
    label: str
    message: str


def faults_of(form: Any, formsets: Iterable[Any] = ()) -> Iterator[FormFault]:
    """Yield what is wrong with a form and with the formsets below it."""
    yield from form_faults(form, "")
    for formset in formsets:
        name = str(formset.model._meta.verbose_name)
        for message in formset.non_form_errors():
            yield FormFault(f"{formset.prefix}-group", name, str(message))
        for number, child in enumerate(formset.forms, 1):
            yield from form_faults(child, f"{name} {number}: ")


def form_faults(form: Any, prefix: str) -> Iterator[FormFault]:
    """Yield what is wrong with one form's fields, ``prefix`` before each label."""
    for name, messages in form.errors.items():
        known = name in form.fields
        field = form[name].id_for_label or form[name].auto_id if known else ""
        label = form[name].label if known else _("The whole form")
        for message in messages:
            yield FormFault(field, f"{prefix}{label}", str(message))


def warning_context(request: HttpRequest, warnings: list[EditorWarning]) -> dict[str, Any]:
    """Return what ``desk/_warnings.html`` needs: the warnings, and the codes of those that are seen once it is sent."""
    seen = request.POST.getlist(SEEN)
    codes = [*seen, *(warning.code for warning in warnings)]
    return {"warnings": warnings, "warning_codes": list(dict.fromkeys(codes))}
