"""What keeps a form from being saved, field by field, so that a page can list it above the form (X13)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """One reason why a form was not saved, and the field that it is about."""

    field: str
    label: str
    message: str


def faults_of(form: Any, formsets: Iterable[Any] = ()) -> Iterator[Fault]:
    """Yield what is wrong with a form and with the formsets below it."""
    yield from form_faults(form, "")
    for formset in formsets:
        name = str(formset.model._meta.verbose_name)
        for message in formset.non_form_errors():
            yield Fault(f"{formset.prefix}-group", name, str(message))
        for number, child in enumerate(formset.forms, 1):
            yield from form_faults(child, f"{name} {number}: ")


def form_faults(form: Any, prefix: str) -> Iterator[Fault]:
    """Yield what is wrong with a form's fields, each with where it stands on the page."""
    for name, messages in form.errors.items():
        known = name in form.fields
        label = str(form[name].label) if known else _("The whole form")
        for message in messages:
            yield Fault(
                form[name].id_for_label or form[name].auto_id if known else "", f"{prefix}{label}", str(message)
            )
