"""Which position stood at the end of each year."""

import re

import pytest

from companies.models import Company, Law
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_strip_tells_which_position_stood_at_the_end_of_each_year(read: Read) -> None:
    strip = read("/companies/acme/?valid_on=2022-01-31").html.split("<table")[2]
    assert [int(year) for year in re.findall(r'<th scope="col">(\d{4})</th>', strip)] == [2020, 2021, 2022]
    assert re.findall(r'<td colspan="(\d)">.*?class="position (\w+)"', strip, re.DOTALL) == [("3", "complies")]


def test_the_strip_shows_where_a_position_changed_and_where_nothing_was_on_record(read: Read) -> None:
    act = Law.objects.get(slug="data-act")
    acme = Company.objects.get(slug="acme")
    cast.stance("acme-3", company=acme, law=act, demand="content_removal", announced_on="2021-05")
    cast.stance("acme-4", company=acme, law=act, demand="content_removal", announced_on="2022-05", position="complies")
    cast.publish_everything(note="More.")
    row = read("/companies/acme/?valid_on=2023-12-31").html.split('<table class="strip"')[1].split("</tr>")[1]
    assert re.findall(r'<td colspan="(\d)"', row) == ["1", "1", "2"]
    assert re.findall(r'class="position (\w+)"|(nothing on record)', row) == [
        ("", "nothing on record"),
        ("refuses", ""),
        ("complies", ""),
    ]
