"""``/sources/`` and ``/sources/<slug>/``."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_sources_tell_what_they_support_and_dispute(read: Read) -> None:
    assert read("/sources/").in_order("2 sources", "Gazette", "3", "Herald", "0 (+1)")
    assert read("/sources/herald/").in_order("it disputes", "Anvils Ltd", "Refuses")
