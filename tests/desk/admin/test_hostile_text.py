"""What editors write is text on every screen of the desk, whatever it looks like (S15)."""

from typing import Any

import pytest
from django.db.models import CharField, Field, TextField
from django.test import Client

from companies.desk.admin.screens.confirmation import confirmation_address
from companies.models import Check, Company, Figure, Jurisdiction, Law, Source, Stance
from companies.models.fields import LineField, ParagraphField, WebAddressField
from companies.models.rows import MODELS
from tests import cast
from tests.desk.screen import (
    add_address,
    changed,
    form_of,
    list_address,
    opened,
    publish_at_desk,
    row_address,
)

pytestmark = pytest.mark.django_db

PAYLOADS = (
    "<script>canary()</script>",
    '"><img src=x onerror=canary()>',
    "'-canary()-'</textarea><svg onload=canary()>",
    "{{7*7}}{% debug %}[x](javascript:canary())",
)


def fill(payload: str) -> None:
    """One row of every kind, each free text of which is the payload."""
    cast.stance(summary=payload, covers=[payload], private_note=payload)
    cast.figure()
    cast.check()
    cast.name(Company.objects.get(), [{"name": payload, "kind": "brand"}])
    for model in (Company, Law, Source, Figure, Check, Jurisdiction):
        names = [field.name for field in model._meta.concrete_fields if is_free(field)]
        model.objects.update(**dict.fromkeys(names, payload))


def is_free(field: "Field[Any, Any]") -> bool:
    free = isinstance(field, (LineField, ParagraphField)) and not isinstance(field, WebAddressField)
    return free or (isinstance(field, (CharField, TextField)) and field.name == "private_note")


def addresses() -> list[str]:
    """Every screen that shows a row."""
    screens = ["/admin/", "/admin/article/?like=acme-data-act-user-data-2020"]
    for model in MODELS.values():
        row = model._default_manager.order_by("pk")[0]
        screens += [list_address(model), row_address(row), row_address(row, "history")]
    return [*screens, confirmation_address("publish", [("stance", Stance.objects.get().slug)])]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_is_more_than_text_on_any_screen(ada: Client, payload: str) -> None:
    fill(payload)
    before = {address: ada.get(address) for address in addresses()}
    publish_at_desk(ada, *[model._default_manager.order_by("pk")[0] for model in MODELS.values()])
    Stance.objects.update(summary=f"{payload} more")
    after = {address: ada.get(address) for address in [*addresses(), "/admin/published/?first=1&last=9"]}
    for address, answer in [*before.items(), *after.items()]:
        assert answer.status_code == 200, address
        page = answer.content.decode()
        for mark in ("<script>canary", "<img src=x", "<svg onload", "49[x]"):
            assert mark not in page, address


def test_a_conflict_shows_text_as_text(ada: Client, ben: Client) -> None:
    company = cast.company()
    his = opened(ben, row_address(company))
    ada.post(row_address(company), changed(opened(ada, row_address(company)), summary=PAYLOADS[0]))
    answer = ben.post(row_address(company), changed(his, summary=PAYLOADS[1]))
    page = answer.content.decode()
    assert form_of(answer, "edit_version")["summary"] == [PAYLOADS[1]]
    assert "<script>canary" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("address", ["javascript:canary()", "data:text/html,x", "//evil.example", "ftp://a.example"])
def test_addresses_are_http_or_https_alone(ada: Client, address: str) -> None:
    values = {"title": "A", "publisher": "B", "language": "en", "kind": "news", "checked": "read", "url": address}
    ada.post(add_address(Source), changed(opened(ada, add_address(Source)), **values))
    assert not Source.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "a\u202eb", "x" * 2001])
def test_text_that_the_record_does_not_hold_is_refused_in_the_form(ada: Client, text: str) -> None:
    values = {"name": "Acme", "kind": "company", "summary": text}
    answer = ada.post(add_address(Company), changed(opened(ada, add_address(Company)), **values))
    assert answer.status_code == 200
    assert not Company.objects.exists()
