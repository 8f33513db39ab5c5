"""Two editors, one row: comparing three versions of a form field by field, and putting them together (R05).

A form carries each value as it was when it was opened. When somebody else has saved since, there are three versions:
as opened, as saved by the other, as the second editor wants it. What she did not touch becomes what the other saved;
what she wrote stays hers; both are told, and nothing is saved until she sends the form again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.desk.bases import InlineFormSet, ModelForm, model_of

FormValues = list[str]
"""A field's values as a browser sends them."""


@dataclass(frozen=True)
class FieldVersions:
    """One field of which the versions differ, as texts."""

    label: str
    opened: str
    saved: str
    written: str
    kept: str
    """What the form holds now."""


@dataclass
class Conflict:
    """What another editor saved while a form was open; ``data`` is the form put together from all versions."""

    data: QueryDict
    differences: list[FieldVersions] = field(default_factory=list)


def compare_forms(
    data: QueryDict, form_class: type[ModelForm], instance: models.Model, formsets: Iterable[InlineFormSet]
) -> Conflict:
    """Return the conflict of a sent form with the row and its children as they are saved now."""
    conflict = Conflict(data.copy())
    form = form_class(instance=instance)
    conflict.differences += _merge_fields(conflict.data, data, form, "", "")
    for formset in formsets:
        conflict.differences += _merge_children(conflict.data, data, formset)
    return conflict


def note_frozen(conflict: Conflict, data: QueryDict, row: models.Model, names: Iterable[str]) -> None:
    """Tell of fields that can't be changed any more, because the row was published since, what was wanted of them."""
    for name in names:
        opened, written = data.getlist(f"initial-{name}"), data.getlist(name)
        if opened == written:
            continue
        column: Any = row._meta.get_field(name)
        texts = [_shown(column.formfield(), values) for values in (opened, written)]
        saved = str(getattr(row, name))
        conflict.differences.append(FieldVersions(capfirst(column.verbose_name), texts[0], saved, texts[1], saved))


def _merge_fields(
    merged: QueryDict, sent: QueryDict, saved: ModelForm, source: str, label: str
) -> Iterator[FieldVersions]:
    """Put one form's fields together in ``merged`` under the saved form's names; yield what differs.

    ``source``: the prefix under which the form was sent, where it isn't the saved form's own.
    """
    for name, form_field in saved.fields.items():
        bound = saved[name]
        sent_name = f"{source}-{name}" if source else bound.html_name
        written, opened = sent.getlist(sent_name), sent.getlist(f"initial-{sent_name}")
        now = _raw(form_field, saved.get_initial_for_field(form_field, name))
        if not form_field.show_hidden_initial:
            _keep_own(merged, bound.html_name, name, now)
            continue
        kept = now if _same(written, opened) else written
        merged.setlist(bound.html_name, kept)
        merged.setlist(bound.html_initial_name, now)
        if not (_same(now, opened) and _same(now, written)):
            texts = [_shown(form_field, values) for values in (opened, now, written, kept)]
            yield FieldVersions(f"{label}{capfirst(str(bound.label))}", *texts)


def _merge_children(merged: QueryDict, sent: QueryDict, formset: InlineFormSet) -> Iterator[FieldVersions]:
    """Put one formset together: saved children first, then hers that are new or that the other has deleted."""
    prefix, name = str(formset.prefix), str(model_of(formset)._meta.verbose_name)
    sent_rows = _sent_rows(sent, prefix)
    for key in [key for key in merged if key.startswith((f"{prefix}-", f"initial-{prefix}-"))]:
        del merged[key]
    by_id = {row_id: row for row_id, row in sent_rows if row_id}
    for index, saved in enumerate(formset.initial_forms):
        label = f"{capfirst(name)} {index + 1}: "
        row = by_id.pop(str(saved.instance.pk), None)
        if row is None:
            _take_over(merged, saved)
            yield FieldVersions(label + _("added by somebody else"), "", str(saved.instance), "", str(saved.instance))
            continue
        yield from _merge_fields(merged, sent, saved, row, label)
        _copy(merged, f"{prefix}-{index}-{DELETION_FIELD_NAME}", sent.getlist(f"{row}-{DELETION_FIELD_NAME}"))
    total = initial = len(formset.initial_forms)
    for row_id, row in sent_rows:
        if row_id and row_id not in by_id:
            continue
        if row_id and not _is_touched(sent, row):
            continue
        _copy_new(merged, sent, row, f"{prefix}-{total}")
        if row_id:
            yield _deleted(sent, row, f"{capfirst(name)} {total + 1}: ")
        total += 1
    merged[f"{prefix}-{TOTAL_FORM_COUNT}"], merged[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(total), str(initial)
    merged[f"{prefix}-MIN_NUM_FORMS"], merged[f"{prefix}-MAX_NUM_FORMS"] = "0", "1000"


def _sent_rows(sent: QueryDict, prefix: str) -> list[tuple[str, str]]:
    """Return (id, prefix) of the rows that a formset was sent with; the id is blank for a new one."""
    count = sent.get(f"{prefix}-{TOTAL_FORM_COUNT}", "0")
    total = min(int(count), 1000) if count.isascii() and count.isdigit() and len(count) < 6 else 0
    return [(sent.get(f"{prefix}-{index}-id", ""), f"{prefix}-{index}") for index in range(total)]


def _keep_own(merged: QueryDict, html_name: str, name: str, now: FormValues) -> None:
    """Put in what the formset itself needs of a row: its id and its parent's."""
    if name != DELETION_FIELD_NAME:
        merged.setlist(html_name, now)


def _take_over(merged: QueryDict, saved: ModelForm) -> None:
    for name, form_field in saved.fields.items():
        now = _raw(form_field, saved.get_initial_for_field(form_field, name))
        _keep_own(merged, saved[name].html_name, name, now)
        _keep_own(merged, saved[name].html_initial_name, name, now)


def _copy(merged: QueryDict, name: str, values: FormValues) -> None:
    if values:
        merged.setlist(name, values)


def _copy_new(merged: QueryDict, sent: QueryDict, source: str, target: str) -> None:
    """Copy a sent row as a new one: without its id and without the values that it was opened with."""
    start = f"{source}-"
    for key in [key for key in sent if key.startswith(start) and key != f"{start}id"]:
        merged.setlist(f"{target}-{key.removeprefix(start)}", sent.getlist(key))
    merged[f"{target}-id"] = ""


def _is_touched(sent: QueryDict, row: str) -> bool:
    """Tell whether a row, which the other editor has deleted, was changed (and not deleted) in this form."""
    if sent.get(f"{row}-{DELETION_FIELD_NAME}"):
        return False
    opened = [key for key in sent if key.startswith(f"initial-{row}-")]
    return any(not _same(sent.getlist(key.removeprefix("initial-")), sent.getlist(key)) for key in opened)


def _deleted(sent: QueryDict, row: str, label: str) -> FieldVersions:
    opened = [key for key in sent if key.startswith(f"initial-{row}-") and not key.endswith("-id")]
    texts = [" · ".join(v for v in sent.getlist(k) if v) for k in opened]
    written = [" · ".join(v for v in sent.getlist(k.removeprefix("initial-")) if v) for k in opened]
    hers = " · ".join(text for text in written if text)
    was = " · ".join(text for text in texts if text)
    return FieldVersions(label + _("deleted by somebody else"), was, "", hers, hers)


def _raw(form_field: forms.Field, value: Any) -> FormValues:
    """Return a value as a browser would send it."""
    prepared = form_field.prepare_value(value() if callable(value) else value)
    if isinstance(prepared, (list, tuple)):
        return [str(item) for item in prepared]
    return ["" if prepared is None else str(prepared)]


def _same(one: FormValues, other: FormValues) -> bool:
    return [_plain(value) for value in one if value] == [_plain(value) for value in other if value]


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def _shown(form_field: forms.Field | None, values: FormValues) -> str:
    """Return values as an editor reads them: labels of choices, names of rows."""
    labels: Mapping[str, str] = {}
    if isinstance(form_field, forms.ModelChoiceField) and form_field.queryset is not None:
        pks = [value for value in values if value.isascii() and value.isdigit() and len(value) < 19]
        labels = {str(row.pk): str(row) for row in form_field.queryset.filter(pk__in=pks)}
    elif isinstance(form_field, forms.ChoiceField):
        choices: Any = form_field.choices
        labels = {str(code): str(label) for code, label in choices}
    return ", ".join(labels.get(value, value) for value in values if value)
