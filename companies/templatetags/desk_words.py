"""Filters of the desk's templates: keys, steps and values of the record in an editor's words."""

from django import template
from django.urls import reverse

from companies.desk.admin.screens import words
from companies.desk.keys import key_text as text_of_key
from companies.desk.plans import Step
from companies.models.desk_row import DeskRow
from companies.record.ledger.revision import Key
from companies.record.publishing.refusals import Refusal

register = template.Library()

register.filter("key_text", text_of_key)
register.filter("key_title", words.key_title)
register.filter("change_word", words.change_word)
register.filter("lines", words.value_lines)


@register.filter
def step_title(step: Step) -> str:
    """Return a revision's key and what it is about."""
    key: Key = (step.revision.kind, step.revision.key)
    about = words.document_title(step.revision.kind, step.document)
    return f"{words.key_title(key)} ({about})" if about else words.key_title(key)


@register.filter
def label_of(step: Step, name: str) -> str:
    """Return the label of a key of a revision's document."""
    return words.field_label(step.revision.kind, name)


@register.filter
def refusal_title(refusal: Refusal) -> str:
    """Return the row that a reason is about."""
    return words.key_title((refusal.kind, refusal.key))


@register.filter
def row_address(row: DeskRow) -> str:
    """Return the desk's page of a row."""
    return reverse(f"admin:companies_{row._meta.model_name}_change", args=[row.pk])
