"""``/demands/`` and ``/demands/<demand>/``."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.vocabulary import DEMANDS
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_list_tells_each_demand_with_its_laws_and_answers(read: Read) -> None:
    page = read("/demands/")
    assert page.in_order("What laws demand", *(str(word.definition) for word in DEMANDS))
    assert page.in_order("user data", "1 law", "1 Withdrew", "1 Complies", "content removal", "1 law", "none on record")
    assert page.in_order("decryption", "no law on record", "none on record")
    assert 'href="/laws/?demand=user_data"' in page.html


def test_a_demand_asks_its_question_and_tells_who_answered_what_to_which_law(read: Read) -> None:
    page = read("/demands/user-data/")
    assert page.title.startswith("Who answers demands for user data, and how?")
    assert page.in_order("Disclosure of user data. 2 answers stand: 1 left, 1 yields.", "Who stands where")
    assert page.in_order("Withdrew 1", "Globex", "Data Act (Freedonia), 2020", "Complies 1", "Acme", "Oct 2020")
    assert page.in_order("1 law asks for it", "Data Act", "Freedonia", "in force", "1 Withdrew", "1 Complies")


def test_both_clocks_decide_what_is_told(read: Read) -> None:
    then = read("/demands/user-data/?valid_on=2020-08-01")
    assert then.title.startswith("Who answered demands for user data, and how?")
    assert then.in_order("1 answer stood then: 1 resisted.", "Refuses 1", "Anvils Ltd", "6 Jul 2020")
    assert "Assessing 1" in read("/demands/user-data/?known_at=2026-12-31T10:30:00Z").text
    assert "0 laws ask for it" in read("/demands/user-data/?known_at=2026-12-31T08:00:00Z").text


def test_a_demand_that_no_law_makes_says_what_would_be_there(read: Read) -> None:
    page = read("/demands/local-representative/")
    assert page.title.startswith("Who answers demands for a local representative, and how?")
    assert page.in_order(
        "No answer stands.", "Here would stand each company", "0 laws ask for it", "No law in the record"
    )


@pytest.mark.parametrize("name", ["anvils", "user_data", "user", "user-data-2"])
def test_what_is_no_demand_is_404(client: Client, name: str) -> None:
    assert client.get(f"/demands/{name}/").status_code == 404


def test_each_leads_to_its_rows_in_the_api_at_the_same_clocks(client: Client) -> None:
    html = client.get("/demands/user-data/?valid_on=2020-08-01").content.decode()
    assert "/api/v1/stances/?demand=user_data&amp;stands=true&amp;valid_on=2020-08-01" in html
    assert "/api/v1/stances/?stands=true" in client.get("/demands/").content.decode()


def test_laws_and_the_codebook_lead_to_it_and_so_does_the_sitemap(client: Client) -> None:
    for path in ("/laws/data-act/", "/methodology/", "/demands/"):
        assert 'href="/demands/user-data/"' in client.get(path).content.decode(), path
    sitemap = client.get("/sitemap.xml").content.decode()
    for code in DEMANDS.codes:
        assert f"<loc>http://testserver{reverse('pages:demand', args=[code])}</loc>" in sitemap


def test_its_laws_stand_from_a_to_z(read: Read) -> None:
    place = cast.place("sylvania")
    for slug, name in (("b-act", "Zeal Act"), ("z-act", "acorn Act"), ("m-act", "Écho Act")):
        cast.law(slug, short_name=name, jurisdiction=place)
    cast.publish_everything()
    assert read("/demands/user-data/").in_order("4 laws ask for it", "acorn Act", "Data Act", "Écho Act", "Zeal Act")
