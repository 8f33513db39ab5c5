"""``/sources/`` and ``/sources/<slug>/``."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_sources_tell_what_they_support_and_dispute(read: Read) -> None:
    assert read("/sources/").in_order("2 sources", "Gazette", "3", "Herald", "0 (+1)")
    assert read("/sources/herald/").in_order("it disputes", "Anvils Ltd", "Refuses")


def test_how_many_there_are_is_counted_only_where_the_list_is_narrowed(read: Read) -> None:
    counting = {}
    for address in ("/sources/", "/sources/?language=en"):
        with CaptureQueriesContext(connection) as captured:
            read(address)
        counting[address] = any("COUNT(" in query["sql"] for query in captured)
    assert counting == {"/sources/": False, "/sources/?language=en": True}
