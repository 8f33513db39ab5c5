"""What a row's page shows beside its form: state, difference from the record, links, and what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from companies.desk.admin.forms.warnings import EditorWarning
from companies.desk.admin.screens.confirmation import confirmation_address
from companies.desk.admin.screens.form_messages import faults_of, warning_context
from companies.desk.admin.screens.preview import preview_address
from companies.desk.admin.screens.words import field_label, value_lines
from companies.desk.plans import PUBLISH, RETRACT
from companies.models.desk_row import DeskRow
from companies.record.publishing.states import differences, state_of
from companies.record.reading.addresses import api_url, page_url


@dataclass(frozen=True)
class Compared:
    """One field as the desk and as the record have it, in lines of text."""

    label: str
    desk: list[str]
    record: list[str]


def change_context(request: HttpRequest, context: Mapping[str, Any], row: DeskRow | None) -> dict[str, Any]:
    """Return the page's context: ``context`` is Django's own for the form."""
    form = context["adminform"].form
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    result: dict[str, Any] = {
        "conflict": getattr(form, "conflict", None),
        "faults": list(faults_of(form, formsets)),
        **warning_context(request, _unseen(form, formsets)),
    }
    return result if row is None else result | row_context(row)


def row_context(row: DeskRow) -> dict[str, Any]:
    """Return a saved row's state, what differs from the record, and where to go with it."""
    state = state_of(row)
    kind, key = row.record_key
    links = {} if state == "published" else {"preview": preview_address((kind, key))}
    if state != "published":
        links["publish"] = confirmation_address(PUBLISH, [(kind, key)])
    if state in ("published", "changed"):
        links["retract"] = confirmation_address(RETRACT, [(kind, key)])
    if state != "draft":
        company = getattr(row, "company", None)
        links |= {"page": page_url(kind, key, company.slug if company else ""), "api": api_url(kind, key)}
    return {"state": state, "differences": compared(row) if state == "changed" else [], "links": links, "row": row}


def compared(row: DeskRow) -> list[Compared]:
    """Return the fields of which desk and record differ."""
    return [
        Compared(field_label(row.kind_name, name), value_lines(desk), value_lines(record))
        for name, desk, record in differences(row)
    ]


def _unseen(form: Any, formsets: list[Any]) -> list[EditorWarning]:
    found = [warning for part in (form, *formsets) for warning in getattr(part, "unseen_warnings", ())]
    return list(dict.fromkeys(found))
