"""Sentence, marks, rows and names of a page tell the same answers, and each mark leads to just those it draws."""

import re
from html import unescape

import pytest
from django.test import Client

from companies.models import Company, Jurisdiction, Law, Source
from companies.vocabulary import DEMANDS, POSITIONS
from tests import cast
from tests.pages.conftest import Read

CLOCKS = ["", "valid_on=2020-08-01", "valid_on=2019-01-01", "known_at=2026-12-31T09:30:00Z", "valid_on=2020-12-01"]
PAGES = [
    "/laws/data-act/",
    "/jurisdictions/freedonia/",
    "/jurisdictions/east-freedonia/",
    "/demands/user-data/",
    "/demands/content-removal/",
    "/demands/decryption/",
]
LISTS = ["/laws/", "/jurisdictions/", "/demands/"]


@pytest.fixture(autouse=True)
def answered(world: object) -> None:
    """Beside the world: an act of the east, which Globex answers, and Acme's answer to another demand of the first."""
    act, gazette = Law.objects.get(slug="data-act"), Source.objects.get(slug="gazette")
    acme, globex = Company.objects.get(slug="acme"), Company.objects.get(slug="globex")
    east = cast.law("eastern-act", jurisdiction=Jurisdiction.objects.get(slug="east-freedonia"), demands=["user_data"])
    cast.stance("acme-3", company=acme, law=act, demand="content_removal", announced_on="2020-07", cited=[gazette])
    cast.stance("globex-2", company=globex, law=east, announced_on="2020-07", cited=[gazette])
    cast.publish_everything(note="More.")


@pytest.mark.parametrize("clocks", CLOCKS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_tells_the_same_numbers_everywhere(read: Read, path: str, clocks: str) -> None:
    page = read(f"{path}?{clocks}")
    section = page.html.split('<h2 id="who">')[1].split("</table>")[0].split("<h2")[0]
    drawn = {label: number for label, number, _ in _marks(section)}
    rows = re.findall(
        r'<th scope="row">\s*<span class="position [^>]*>([^<]+)</span> <span class="quiet">(\d+)<', section
    )
    assert {label: int(number) for label, number in rows} == drawn
    assert len(re.findall('href="/stances/', section)) == sum(drawn.values())
    told = re.search(r"(\d+) answers? (?:stands?|stood then):", page.text)
    assert int(told[1] if told else 0) == sum(drawn.values())
    assert (told is None) == ("No answer" in page.text)


@pytest.mark.parametrize("clocks", CLOCKS)
@pytest.mark.parametrize("path", [*PAGES, *LISTS])
def test_each_mark_leads_to_just_the_answers_that_it_draws(read: Read, path: str, clocks: str) -> None:
    page = read(f"{path}?{clocks}")
    for label, number, address in _marks(page.html):
        there = read(address)
        assert there.title.startswith(f"{number} answer"), address
        assert there.html.count(f">{label}</span>") == number, address
    assert clocks or path == "/demands/decryption/" or _marks(page.html)


@pytest.mark.parametrize("clocks", CLOCKS)
def test_the_laws_of_a_demand_and_its_answers_agree_on_its_page_in_the_list_and_in_the_api(
    read: Read, client: Client, clocks: str
) -> None:
    overview = read(f"/demands/?{clocks}").html.split("<tbody>")[1].split("<tr>")[1:]
    for row, word in zip(overview, DEMANDS, strict=True):
        page = read(f"/demands/{word.code.replace('_', '-')}/?{clocks}")
        above, below = page.html.split('<h2 id="laws">')
        assert _numbers(row) == _numbers(above) == _numbers(below)
        laws = int((re.search(r">\s*(\d+) laws?\s*<", row) or ["", "0"])[1])
        assert len(re.findall(r'<th scope="row">\s*<a href="/laws/', below)) == laws
        assert f"{laws} law" in page.text
        listed = client.get(f"/api/v1/laws/?demand={word.code}&count=true&{clocks}").json()
        assert listed["count"] == laws
        stances = client.get(f"/api/v1/stances/?demand={word.code}&stands=true&count=true&{clocks}").json()
        assert stances["count"] == sum(_numbers(row).values())


def test_of_a_place_without_others_below_the_law_is_enough_and_of_others_its_place_stands_beside(read: Read) -> None:
    assert read("/jurisdictions/freedonia/").in_order("Globex", "Eastern Act (East Freedonia), Jul 2020")
    assert read("/jurisdictions/east-freedonia/").in_order("Globex", "Eastern Act, Jul 2020")


def test_a_law_of_several_demands_names_the_one_that_was_answered(read: Read) -> None:
    place = read("/jurisdictions/freedonia/")
    assert place.in_order("Anvils Ltd", "Data Act (Freedonia), content removal, Jul 2020")
    assert place.in_order("Acme", "Data Act (Freedonia), user data, Oct 2020")
    assert read("/laws/data-act/").in_order("Anvils Ltd", "content removal, Jul 2020", "Acme", "user data, Oct 2020")
    assert "user data, Jul 2020" not in read("/laws/eastern-act/").text


def test_of_a_day_that_was_asked_for_it_is_told_as_past(read: Read) -> None:
    assert read("/laws/data-act/").in_order(
        "4 answers stand: 1 resists, 1 left, 1 is undecided, 1 yields.", "Who stands where"
    )
    then = read("/laws/data-act/?valid_on=2020-08-01")
    assert then.in_order("2 answers stood then: 2 resisted.", "Who stood where on 1 August 2020", "Refuses 2")
    before = read("/laws/data-act/?valid_on=2019-01-01")
    assert before.in_order("No answer stood then.", "No answer stands on this day.")


def _marks(html: str) -> list[tuple[str, int, str]]:
    """Return (the position's word, number, address) of all marks."""
    found = re.findall(r'<a class="marks \w+" href="([^"]+)"><span class="visually-hidden">(\d+) ([^<]+)</span>', html)
    return [(label, int(number), unescape(address)) for address, number, label in found]


def _numbers(html: str) -> dict[str, int]:
    """Return the number of each position that marks draw, of all rows together."""
    numbers: dict[str, int] = {}
    for label, number, _ in _marks(html):
        numbers[label] = numbers.get(label, 0) + number
    assert set(numbers) <= {str(word.label) for word in POSITIONS}
    return numbers
