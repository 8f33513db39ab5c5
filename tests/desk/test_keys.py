"""Rows by their key in the record, as addresses of the desk name them."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["?row=nonsense", "?row=stance/%00", "?row=stance/none", "?row=user/ada"])
def test_keys_that_are_none_are_left_out(ada: Client, address: str) -> None:
    assert ada.get(reverse("admin:publish") + address).status_code == 200
