"""A figure counts what the page that it links to shows, and says of what it is the number."""

import re
from datetime import datetime

import pytest
from django.test import Client

from companies.models import Company, Law
from tests import cast
from tests.pages.conftest import Read

CLOCKS = ["", "valid_on=2020-08-01", "valid_on=2019-01-01", "known_at=2026-12-31T09:00:00Z", "valid_on=2020-12-01"]
LISTS = {"companies": "companies", "laws": "laws", "places": "jurisdictions", "sources": "sources"}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("clocks", CLOCKS)
def test_each_figure_of_the_home_page_is_that_of_the_page_it_links_to(read: Read, client: Client, clocks: str) -> None:
    home = read(f"/?{clocks}").text
    number = re.search(r"(\d+ answers?)", home)
    assert number is not None
    assert read(f"/timeline/?{clocks}").title.startswith(number[1])
    for word, name in LISTS.items():
        rows = client.get(f"/api/v1/{name}/?count=true&{clocks}").json()["count"]
        assert f"{rows} {word if rows != 1 else word[:-1].replace('companie', 'company')}" in home, word


def test_names_stand_from_a_to_z_as_readers_see_them(clock: datetime, db: None, read: Read) -> None:
    home = cast.place()
    for slug, name in (("zz", "Ábaco"), ("b", "acorn"), ("a", "Zebra"), ("c", "Echo"), ("d", "Éclair")):
        cast.company(slug, name=name, home=home)
        cast.place(f"in-{slug}", name=f"{name} Land", parent=home)
        cast.law(f"act-{slug}", short_name=f"{name} Act", jurisdiction=home)
    for company in Company.objects.all():
        cast.stance(f"stance-{company.slug}", company=company, law=Law.objects.get(slug="act-a"))
    cast.publish_everything()
    names = ("Ábaco", "acorn", "Echo", "Éclair", "Zebra")
    page = read("/jurisdictions/freedonia/")
    assert page.in_order(*(f"{name} Act" for name in names), *(f"{name} Land" for name in names), *names)
    assert read("/laws/act-a/").in_order("Refuses", *names)
    assert read("/jurisdictions/").in_order(*(f"{name} Land" for name in names))
    form = read("/timeline/")
    places = [form.html.index(f">{name}</option>") for name in names]
    assert places == sorted(places)
