"""Addresses of our own pages with other parameters."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from companies.pages.page_address import address_of, address_with, address_without

LIST = "/timeline/?position=refuses,suspended&cursor=abc"


def test_colons_commas_and_slashes_stand_as_they_are_and_the_rest_is_escaped() -> None:
    query = QueryDict(mutable=True)
    query.update({"known_at": "2026-12-31T10:00:00Z", "position": "refuses,suspended", "kind": "a b&c"})
    assert address_of("/x/", query) == "/x/?known_at=2026-12-31T10:00:00Z&position=refuses,suspended&kind=a%20b%26c"
    assert address_of("/x/", QueryDict()) == "/x/"


@pytest.mark.parametrize(
    ("changed", "address"),
    [
        ({"law": "data-act"}, "/timeline/?position=refuses,suspended&law=data-act"),
        ({"position": "withdrew"}, "/timeline/?position=withdrew"),
        ({"position": ""}, "/timeline/"),
    ],
)
def test_a_changed_list_begins_at_its_beginning(changed: dict[str, str], address: str) -> None:
    assert address_with(RequestFactory().get(LIST), **changed) == address


def test_one_parameter_is_taken_off_and_the_rest_stays() -> None:
    assert address_without(RequestFactory().get(LIST), "position") == "/timeline/?cursor=abc"
