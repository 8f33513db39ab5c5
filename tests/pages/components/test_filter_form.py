"""Filters as a form, and what is chosen as chips."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_filters_narrow_the_list_and_come_back_as_chips_that_take_themselves_off(read: Read) -> None:
    page = read("/timeline/?position=withdrew")
    assert "Globex" in page.text
    assert "Anvils" not in page.text
    assert 'href="/timeline/"' in page.html
    assert "1 answer" in page.title
