"""What the forms of all rows share: slugs used once, keys that are made of values."""

import pytest
from django.test import Client

from companies.models import Company, Slug
from companies.models.rows import MODELS
from tests import cast
from tests.desk.screen import (
    add_address,
    changed,
    opened,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "slug"), [("回應", "huiying"), ("★", "company"), ("ışık", "isik")])
def test_any_name_gives_a_slug(ada: Client, name: str, slug: str) -> None:
    form = changed(opened(ada, add_address(Company)), name=name, kind="company", summary="It makes rockets.")
    ada.post(add_address(Company), form)
    assert Company.objects.get().slug == slug


def test_a_slug_once_used_is_refused_in_the_form(ada: Client) -> None:
    Slug.claim("company", ["acme"])
    form = changed(opened(ada, add_address(Company)), name="Acme", kind="company", summary="It.", slug="acme")
    answer = ada.post(add_address(Company), form)
    assert answer.status_code == 200
    assert "a slug is used once" in answer.content.decode()


def test_a_second_row_of_the_same_key_is_refused_in_the_form(ada: Client) -> None:
    check = cast.check()
    values = {"demand": check.demand, "looked_on": check.looked_on, "outcome": "no_reply"}
    rows = {"company": str(check.company_id), "law": str(check.law_id)}
    answer = ada.post(
        add_address(MODELS["check"]), changed(opened(ada, add_address(MODELS["check"])), **values, **rows)
    )
    assert f"There is one already: {check.key}" in answer.content.decode()


def test_a_wrong_row_without_a_slug_is_told_its_own_faults_first(ada: Client) -> None:
    answer = ada.post(add_address(MODELS["check"]), changed(opened(ada, add_address(MODELS["check"])), looked_on="x"))
    assert "There is one already" not in answer.content.decode()
    assert "no date" in answer.content.decode()
