"""The admin site: its autocomplete."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db


def test_the_autocomplete_finds_a_company_by_a_name_that_it_had(ada: Client) -> None:
    cast.company("meta", names=[{"name": "Facebook", "kind": "former", "to": "2021-10"}])
    query = {"app_label": "companies", "model_name": "stance", "field_name": "company", "term": "facebook"}
    found = ada.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [result["text"] for result in found] == ["Meta (Facebook)"]


def test_the_autocomplete_takes_characters_that_no_text_has(ada: Client) -> None:
    query = {"app_label": "companies", "model_name": "stance", "field_name": "law", "term": "a\0b"}
    assert ada.get(reverse("admin:autocomplete"), query).status_code == 200
