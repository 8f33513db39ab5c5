"""A figure counts what the page that it links to shows, and says of what it is the number."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from companies import clock as product_clock
from companies.models import Company, Jurisdiction, Law
from tests import cast
from tests.pages.conftest import Read

CLOCKS = [
    "",
    "valid_on=2020-08-01",
    "valid_on=2020-09-15&known_at=2026-12-31T09:00:00Z",
    "valid_on=2020-12-01&known_at=2026-12-31T10:30:00Z",
    "valid_on=2021-06-01&known_at=2026-12-31T11:30:00Z",
]


@pytest.fixture
def two_places(world: datetime) -> None:
    """The world, and an act of East Freedonia that Acme refuses, then complies with, and Globex contests."""
    east = cast.law("east-act", jurisdiction=Jurisdiction.objects.get(slug="east-freedonia"))
    acme, globex = (Company.objects.get(slug=slug) for slug in ("acme", "globex"))
    cast.stance("acme-east-1", company=acme, law=east, announced_on="2020-08-20")
    cast.stance("acme-east-2", company=acme, law=east, announced_on="2021-02-03", position="complies")
    cast.stance("globex-east", company=globex, law=east, announced_on="2020-11", position="contests")
    with product_clock.fixed(world + timedelta(hours=2, minutes=15)):
        cast.publish_everything(note="More is known.")


def home_links(read: Read, clocks: str) -> list[tuple[str, str]]:
    """Return (address, words) of the links in the main part of the first page."""
    html = read(f"/?{clocks}").html
    found = re.findall(
        r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', html[html.index("<main") : html.index("</main>")], re.S
    )
    return [(unescape(address), " ".join(re.sub("<[^>]+>", " ", words).split())) for address, words in found]


@pytest.mark.usefixtures("two_places")
@pytest.mark.parametrize("clocks", CLOCKS)
def test_each_number_that_is_a_link_on_the_home_page_is_that_of_the_page_it_leads_to(read: Read, clocks: str) -> None:
    told = [(address, re.search(r"\b\d+\b", words)) for address, words in home_links(read, clocks)]
    numbered = [(address, number[0]) for address, number in told if number and not address.startswith("/stances/")]
    assert len(numbered) >= 9
    for address, number in numbered:
        assert re.match(rf"{number} (answer|place)s?\b", read(address).title), (address, number)


@pytest.mark.usefixtures("two_places")
@pytest.mark.parametrize("clocks", CLOCKS)
def test_each_place_of_the_home_page_counts_what_its_own_page_and_its_marks_count(read: Read, clocks: str) -> None:
    table = read(f"/?{clocks}").html.partition('class="units"')[2].partition("</table>")[0]
    rows = re.findall(r'href="(/jurisdictions/.*?)"(.*?)"number">(\d+)<', table, re.S)
    assert rows
    for address, drawn, number in rows:
        marks = re.findall(r'hidden">(\d+) (.+?)</span>', drawn)
        assert sum(int(shown) for shown, _ in marks) == drawn.count("<i></i>") == int(number)
        own = read(unescape(address)).text
        for shown, word in marks:
            assert f"{word} {shown}" in own or f"{shown} {word}" in own, (address, word)


@pytest.mark.usefixtures("two_places")
@pytest.mark.parametrize("clocks", CLOCKS)
def test_the_answers_by_position_on_the_home_page_are_as_many_as_it_tells(
    client: Client, read: Read, clocks: str
) -> None:
    html = read(f"/?{clocks}").html
    law = "law=data-act&demand=user_data&stands=true"
    table = html[html.index('<table class="who">') :].split("</table>")[0]
    rows = re.findall(r'class="position (\w+)">.*?class="quiet">(\d+)</span>(.*?)</tr>', table, re.S)
    assert rows
    for position, number, names in rows:
        listed = client.get(f"/api/v1/stances/?{law}&position={position}&count=true&{clocks}").json()
        assert listed["count"] == int(number) == names.count("<li>"), position


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
