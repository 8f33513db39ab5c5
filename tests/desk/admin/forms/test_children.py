"""Children of a row keep the order in which they are numbered."""

import pytest
from django.test import Client

from tests import cast
from tests.desk.screen import (
    changed,
    opened,
    row_address,
    with_row,
)

pytestmark = pytest.mark.django_db


def test_children_keep_the_order_in_which_they_are_numbered(ada: Client) -> None:
    names = [{"name": name, "kind": "brand"} for name in ("One", "Two", "Three")]
    company = cast.company(names=names)
    form = changed(opened(ada, row_address(company)), names__0__order="", names__1__order="5", names__2__order="0")
    ada.post(row_address(company), form)
    assert [(name.name, name.order) for name in company.names.all()] == [("Three", 0), ("Two", 1), ("One", 2)]


def test_a_citation_row_that_the_script_adds_is_saved(ada: Client) -> None:
    stance, second = cast.stance(), cast.source("herald")
    form = with_row(opened(ada, row_address(stance)), "citations", source=str(second.pk), relation="disputes")
    ada.post(row_address(stance), form)
    assert list(stance.citations.values_list("source__slug", "order")) == [("gazette", 0), ("herald", 1)]
