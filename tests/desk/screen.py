"""The desk as a browser without scripts sees it: forms are read from the page and sent back as they stand."""

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from companies.desk.admin.screens.confirmation import confirmation_address
from companies.models.desk_row import DeskRow

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects the successful controls of each form of a page, in a browser's way."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._select: tuple[str, bool] | None = None
        self._first_option: str | None = None
        self._textarea: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        if not self.forms or "disabled" in values:
            return
        if tag == "input":
            self._input(values)
        elif tag == "textarea":
            self._textarea, self._text = values.get("name", ""), ""
        elif tag == "select":
            self._select, self._first_option = (values.get("name", ""), "multiple" in values), None
        elif tag == "option" and self._select:
            self._option(values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            self._add(self._textarea, self._text.removeprefix("\n"))
            self._textarea = None
        elif tag == "select" and self._select:
            name, multiple = self._select
            if not multiple and name not in self.forms[-1] and self._first_option is not None:
                self._add(name, self._first_option)
            self._select = None

    def handle_data(self, data: str) -> None:
        self._text += data

    def _input(self, values: Mapping[str, str]) -> None:
        kind, name = values.get("type", "text"), values.get("name", "")
        if not name or kind in ("submit", "button", "image", "reset"):
            return
        if kind in ("checkbox", "radio") and "checked" not in values:
            return
        self._add(name, values.get("value", "on" if kind in ("checkbox", "radio") else ""))

    def _option(self, values: Mapping[str, str]) -> None:
        if self._first_option is None:
            self._first_option = values.get("value", "")
        if "selected" in values and self._select:
            self._add(self._select[0], values.get("value", ""))

    def _add(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def forms_of(response: Any) -> list[Fields]:
    """Return the controls of each form of a page."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms


def form_of(response: Any, control: str) -> Fields:
    """Return the controls of the form that has ``control``."""
    return next(form for form in forms_of(response) if control in form)


def opened(client: Client, address: str, control: str = "edit_version") -> Fields:
    """Open a page and return its form as it stands."""
    response = client.get(address)
    assert response.status_code == 200, (response.status_code, address)
    return form_of(response, control)


def with_row(form: Fields, prefix: str, **values: str) -> Fields:
    """Return a form with one more row in a formset, as the page's script adds it."""
    total = int(form[f"{prefix}-TOTAL_FORMS"][0])
    row = {f"{prefix}-{total}-{name}": [value] for name, value in values.items()}
    return {**form, **row, f"{prefix}-TOTAL_FORMS": [str(total + 1)]}


def changed(form: Fields, **values: str | list[str]) -> Fields:
    """Return a form with other values; a name with ``__`` stands for one with ``-``."""
    named = {name.replace("__", "-"): value for name, value in values.items()}
    return {**form, **{name: value if isinstance(value, list) else [value] for name, value in named.items()}}


def list_address(model: type[Model]) -> str:
    """Return the address of a model's list."""
    return reverse(f"admin:companies_{model._meta.model_name}_changelist")


def add_address(model: type[Model]) -> str:
    """Return the address of a model's empty form."""
    return reverse(f"admin:companies_{model._meta.model_name}_add")


def row_address(row: Model, page: str = "change") -> str:
    """Return the address of a row's page: ``change``, ``delete`` or ``history``."""
    return reverse(f"admin:companies_{row._meta.model_name}_{page}", args=[row.pk])


def act(client: Client, name: str, rows: Iterable[DeskRow], **values: str | list[str]) -> Any:
    """Open the confirmation page for rows, fill it in and send it; return the answer."""
    shown = client.get(confirmation_address(name, [row.record_key for row in rows]))
    assert shown.status_code == 200
    return client.post(reverse(f"admin:{name}"), changed(form_of(shown, "shown"), **values))


def publish_at_desk(client: Client, *rows: DeskRow, cause: str = "new_evidence", note: str = "") -> Any:
    """Publish rows, and what they need, through the confirmation page; the answer must be that it is done."""
    answer = act(client, "publish", rows, cause=cause, note=note)
    assert answer.status_code == 302, answer.content.decode()
    return answer
