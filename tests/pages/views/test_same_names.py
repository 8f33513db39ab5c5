"""Two laws of one name are told apart wherever they don't stand in their place."""

import re

import pytest
from django.test import Client

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def world() -> None:
    """Freedonia and Sylvania each have a Data Act; Acme answered both in two years, and was looked at for both."""
    sylvania = cast.place("sylvania", name="Sylvania")
    laws = [
        cast.law("fd-data-act", short_name="Data Act"),
        cast.law("sy-data-act", short_name="Data Act", jurisdiction=sylvania),
    ]
    acme, herald = cast.company(), cast.source("herald")
    for law in laws:
        cast.stance(f"acme-{law.slug}-1", company=acme, law=law, announced_on="2019", cited=[herald])
        cast.stance(
            f"acme-{law.slug}-2", company=acme, law=law, announced_on="2020", position="complies", cited=[herald]
        )
        cast.check(company=acme, law=law, demand="content_removal")
        law.events.create(date="2018", kind="adopted", title="It is adopted.", source=herald)
    cast.publish_everything()


@pytest.mark.parametrize(
    "path",
    [
        "/timeline/",
        "/companies/acme/",
        "/sources/herald/",
        "/corrections/",
        "/",
        "/stances/acme-fd-data-act-1/",
        "/laws/",
    ],
)
def test_a_law_outside_its_place_is_told_with_it(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    text = re.sub(r"<[^>]+>", " ", page)
    for found in re.finditer(r"Data Act", " ".join(text.split())):
        around = " ".join(text.split())[found.start() : found.end() + 40]
        assert re.match(r"Data Act( \(| ?,? ?(Freedonia|Sylvania))", around), (path, around)


def test_filters_offer_both_and_chips_tell_which(client: Client) -> None:
    page = client.get("/timeline/?law=sy-data-act").content.decode()
    options = dict(re.findall(r'<option value="([a-z-]+-data-act)"[^>]*>\s*([^<]+?)\s*</option>', page))
    assert options == {"fd-data-act": "Data Act (Freedonia)", "sy-data-act": "Data Act (Sylvania)"}


def test_what_is_grouped_is_grouped_by_slug(client: Client) -> None:
    page = client.get("/companies/acme/").content.decode()
    strip = page[page.index("changes alone, in the month in which they came") :]
    assert strip.count("Data Act (Freedonia)") >= 1
    assert strip.count("Data Act (Sylvania)") >= 1
