"""Past as many answers as one page shows, the pages of a law, a company and a source are walked, none left out."""

import re
from datetime import datetime
from html import unescape

import pytest

from companies.models import Company, Law, Source
from companies.pages.components import answers
from companies.pages.views import companies, demands, jurisdictions, laws, sources
from tests import cast
from tests.pages.conftest import Read

NUMBER = 8


@pytest.fixture(autouse=True)
def many(db: None, clock: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acme answers each demand of four laws; eight companies answer the Data Act: pages of three answers."""
    for module in (answers, companies, demands, jurisdictions, laws, sources):
        monkeypatch.setattr(module, "MOST", 3)
    freedonia, gazette, acme = cast.place(), cast.source(), cast.company()
    event = {"kind": "in_force", "title": "It takes effect"}
    act = cast.law(jurisdiction=freedonia, events=[{"date": f"{year}-06-15", **event} for year in (2011, 2015, 2019)])
    for number in range(NUMBER):
        company = cast.company(f"company-{number}", home=freedonia)
        cast.stance(
            f"globex-{number}", company=company, law=act, announced_on=f"201{number + 1}-06-15", cited=[gazette],
            position="withdrew" if number % 2 else "refuses",
        )  # fmt: skip
    for number in range(NUMBER):
        law = Law.objects.filter(slug=f"act-{number // 2}").first() or cast.law(f"act-{number // 2}")
        demand = ("user_data", "content_removal")[number % 2]
        cast.stance(
            f"acme-{number}", company=acme, law=law, demand=demand, announced_on=f"201{number + 1}-03", cited=[gazette]
        )
    cast.publish_everything()


WALKS = {
    "/laws/data-act/": [f"globex-{number}" for number in reversed(range(NUMBER))],
    "/companies/acme/": [f"acme-{number}" for number in reversed(range(NUMBER))],
    "/laws/data-act/?valid_on=2016-12-31": [f"globex-{number}" for number in reversed(range(6))],
    "/companies/acme/?known_at=2026-12-31T12:00:00Z": [f"acme-{number}" for number in reversed(range(NUMBER))],
    "/sources/gazette/": [
        f"{name}-{number}" for number in reversed(range(NUMBER)) for name in ("globex", "acme")
    ],
}  # fmt: skip


@pytest.mark.parametrize("path", WALKS)
def test_a_walk_shows_each_answer_once_and_leads_back(read: Read, path: str) -> None:
    pages, address = [], path
    while address:
        html = read(address).html
        pages.append((address, _in_time(html)))
        address = _link(html, "next")
    assert [slug for _, slugs in pages for slug in slugs] == WALKS[path]
    assert all(len(slugs) <= 3 for _, slugs in pages)
    back = [_in_time(read(pages[-1][0]).html)]
    address = _link(read(pages[-1][0]).html, "prev")
    while address:
        html = read(address).html
        back.insert(0, _in_time(html))
        address = _link(html, "prev")
    assert [slug for slugs in back for slug in slugs] == WALKS[path]


def test_the_events_of_a_law_stand_before_its_answers_each_once(read: Read) -> None:
    page = read("/laws/data-act/")
    assert page.text.count("It takes effect") == 3
    assert page.in_order("What happened to it", "2011", "2015", "2019", "newest first", "June 2018", "June 2017")


def test_what_stands_is_counted_whole_and_the_newest_is_shown(read: Read) -> None:
    page = read("/laws/data-act/")
    assert page.title.startswith("Data Act (Freedonia): 8 answers stand")
    assert page.in_order("8 answers stand: 4 resist, 4 left.", "The newest 3 of 8 are shown here.")
    assert page.in_order("Refuses 4", "Company 6", "and 3 more", "Withdrew 4", "Company 5", "Company 7", "and 2 more")
    assert 'href="/timeline/?law=data-act&amp;stands=true"' in page.html
    place = read("/jurisdictions/freedonia/")
    assert place.in_order("16 answers stand: 12 resist, 4 left.", "The newest 3 of 16 are shown here.", "Refuses 12")
    demand = read("/demands/user-data/")
    assert demand.in_order("12 answers stand: 8 resist, 4 left.", "The newest 3 of 12 are shown here.", "Refuses 8")
    acme = read("/companies/acme/")
    assert acme.title.startswith("Acme: 8 answers stand")
    assert acme.in_order("What stands", "The newest 3 of 8 are shown here.", "3 of its answers, newest first")
    then = read("/companies/acme/?valid_on=2014-12-31")
    assert then.in_order("The newest 3 of 4 are shown here.")


def test_what_fits_on_a_page_is_shown_whole(read: Read) -> None:
    page = read("/laws/data-act/?valid_on=2012-12-31")
    assert page.in_order("2 answers stood then", "Refuses 1", "in order of time", "June 2011", "June 2012")
    assert "are shown here" not in page.text
    assert "The next page" not in page.text


def test_the_strip_of_years_tells_of_older_answers_in_the_chains_that_are_shown(read: Read) -> None:
    gazette, act = Source.objects.get(), Law.objects.get(slug="act-3")
    acme = Company.objects.get(slug="acme")
    cast.stance("acme-9", company=acme, law=act, announced_on="2021-03", position="complies", cited=[gazette])
    cast.publish_everything(note="More.")
    html = read("/companies/acme/?valid_on=2022-03-31").html
    assert _in_time(html) == ["acme-9", "acme-7", "acme-6"]
    strip = html.split('<table class="strip"')[1].split("</table>")[0]
    assert "/stances/acme-6/" in strip
    assert "/stances/acme-9/" in strip


def test_figures_stand_beside_the_newest_answers_of_their_places(read: Read) -> None:
    cast.figure(company=Company.objects.get(slug="acme"), period_from="2014-01", period_to="2014-12")
    cast.publish_everything(note="More.")
    says = read("/companies/acme/").html.split('id="figures"')[1].split('<h3 class="month">')[0]
    assert re.findall(r'href="/stances/([^/]+)/', says) == ["acme-0", "acme-2"]


def test_a_cursor_of_another_law_is_refused(read: Read) -> None:
    cursor = _link(read("/laws/data-act/").html, "next").partition("?")[2]
    read(f"/laws/data-act/?{cursor}")
    read(f"/laws/act-0/?{cursor}", 400)


def test_other_lists_of_many_say_that_they_go_on(read: Read) -> None:
    acme, act, gazette = Company.objects.get(slug="acme"), Law.objects.get(slug="data-act"), Source.objects.get()
    for number in range(4):
        other = Company.objects.get(slug=f"company-{number}")
        cast.check(company=acme, law=act, demand="user_data", looked_on=f"2020-03-0{number + 1}")
        cast.check(company=other, law=act, looked_on="2020-03-04")
        cast.stance(
            f"other-{number}", company=other, law=Law.objects.get(slug="act-0"), covers=["acme"], cited=[gazette]
        )
    cast.publish_everything(note="More.")
    assert read("/companies/acme/").text.count("the API has all of them") == 1
    assert "the newest is shown" in read("/companies/acme/").text
    assert read("/laws/data-act/").text.count("the API has all of them") == 1
    place = read("/jurisdictions/freedonia/")
    assert "All companies at home here" in place.text
    assert place.text.count("the list of laws has all of them") == 1
    assert place.in_order("5 laws ask companies", "Laws", "Act 0", "Act 1", "Act 2", "at home here")
    assert 'href="/laws/?jurisdiction=freedonia"' in place.html
    assert read("/demands/user-data/").in_order("5 laws ask for it", "the list of laws has all of them", "Act 0")
    assert 'href="/companies/?jurisdiction=freedonia"' in place.html
    assert read("/companies/?jurisdiction=freedonia").title.startswith("8 companies")


def _in_time(html: str) -> list[str]:
    """The answers of the page in order of time, by their slugs."""
    return re.findall(r'<h3>\s*<a href="/stances/([^/]+)/', html)


def _link(html: str, rel: str) -> str:
    """The address of the page before or after; blank where there is none."""
    found = re.search(rf'<a href="([^"]+)" rel="{rel}"', html)
    return unescape(found[1]) if found else ""
