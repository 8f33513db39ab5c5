"""Rows by their key in the record, as addresses of the desk name them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.desk.keys import key_text, parse_keys, rows_by_key
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["?row=nonsense", "?row=stance/%00", "?row=stance/none", "?row=user/ada"])
def test_keys_that_are_none_are_left_out(ada: Client, address: str) -> None:
    assert ada.get(reverse("admin:publish") + address).status_code == 200


@pytest.mark.parametrize(
    "text",
    ["", "company", "company/", "user/ada", "company/Acme", "company/-acme", "company/a--b", "company/" + "a" * 256],
)
def test_what_is_no_key_of_a_known_kind_is_left_out(text: str) -> None:
    assert parse_keys([text, "company/acme"]) == [("company", "acme")]


def test_keys_are_taken_once_in_their_order() -> None:
    keys = [("stance", "b-1"), ("company", "acme")]
    assert parse_keys(map(key_text, [*keys, *keys])) == keys


def test_rows_come_in_the_order_of_their_keys_with_a_query_a_kind() -> None:
    rows = [cast.company("zenith"), cast.check(), cast.company("apex")]
    keys = [row.record_key for row in rows]
    with CaptureQueriesContext(connection) as queries:
        found = rows_by_key([*keys, ("company", "none")])
    assert list(found.items()) == list(zip(keys, rows, strict=True))
    assert len(queries) == 2
