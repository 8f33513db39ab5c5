"""Figures of transparency reports beside what the company had answered then."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_figures_stand_beside_what_was_said_in_their_period(read: Read) -> None:
    page = read("/companies/acme/")
    assert page.in_order("Says and does", "counted in requests", "12", "3 some data given", "Refuses")
    assert 'id="figure-acme-freedonia-2020-01-2020-12-user-data-requests"' in page.html
