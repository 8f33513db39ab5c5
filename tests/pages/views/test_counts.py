"""A figure counts what the page that it links to shows, and says of what it is the number."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.test import Client

from companies.models import Company, Law
from companies.vocabulary import POSITIONS
from tests import cast
from tests.pages.conftest import Read

CLOCKS = ["", "valid_on=2020-08-01", "valid_on=2019-01-01", "known_at=2026-12-31T09:00:00Z", "valid_on=2020-12-01"]


LINKED = re.compile(
    r'<a class="(?:marks )?(\w+)"\s+href="(/timeline/[^"]+)">(?:<b>|<span class="visually-hidden">)(\d+)'
)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("clocks", CLOCKS)
@pytest.mark.parametrize("path", ["/"])
def test_each_number_is_that_of_the_answers_that_it_leads_to(client: Client, path: str, clocks: str) -> None:
    html = client.get(f"{path}?{clocks}").content.decode()
    linked = LINKED.findall(html)
    assert bool(linked) == ("2019" not in clocks)  # before that nobody had answered
    for word, address, number in linked:
        answers = client.get(unescape(address).replace("/timeline/", "/api/v1/stances/") + "&count=true").json()
        assert answers["count"] == int(number), address
        assert {answer["position"] for answer in answers["results"]} <= set(POSITIONS.codes)
        assert all(word in (answer["position"], POSITIONS[answer["position"]].group) for answer in answers["results"])


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("clocks", CLOCKS)
def test_groups_places_and_rows_of_the_home_page_agree(client: Client, clocks: str) -> None:
    html = client.get(f"/?{clocks}").content.decode()
    standing = client.get(f"/api/v1/stances/?count=true&stands=true&{clocks}").json()
    groups = [int(number) for number in re.findall(r"<b>(\d+)</b>", html)]
    assert sum(groups) == standing["count"]
    marks = [int(number) for _, _, number in LINKED.findall(html)[len(groups) :]]
    places = [int(number) for number in re.findall(r'<td class="number quiet">(\d+)</td>', html)]
    assert sum(marks) == sum(places)
    assert html.count("<i></i>") == sum(places)


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
