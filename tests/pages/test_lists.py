"""Places, sources, corrections, methodology, data."""

import pytest

from companies.models import Company, Jurisdiction, Source
from companies.vocabulary import DEMANDS, POSITIONS
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_places_tell_their_laws_and_answers(read: Read) -> None:
    assert read("/jurisdictions/").in_order("2 places", "Freedonia", "1", "Withdrew 1", "East Freedonia")


def test_a_place_counts_the_laws_and_answers_of_those_below_it(read: Read) -> None:
    east, gazette = Jurisdiction.by_slug("east-freedonia"), Source.by_slug("gazette")
    act = cast.law("eastern-act", jurisdiction=east)
    cast.stance("globex-2", company=Company.by_slug("globex"), law=act, announced_on="2021", cited=[gazette])
    cast.publish_everything(note="More.")
    assert read("/jurisdictions/").in_order("East Freedonia", "1", "Refuses 1", "Freedonia", "2", "Refuses 1")


def test_a_place_tells_what_lies_in_it_and_who_is_at_home(read: Read) -> None:
    page = read("/jurisdictions/freedonia/")
    assert page.in_order("1 law", "Laws", "Data Act", "Places below it", "East Freedonia", "at home here", "Acme")
    assert "Freedonia" in read("/jurisdictions/east-freedonia/").text
    assert 'lang="zh-Hant">自由國' in page.html


def test_sources_tell_what_they_support_and_dispute(read: Read) -> None:
    assert read("/sources/").in_order("2 sources", "Gazette", "3", "Herald", "0 (+1)")
    assert read("/sources/herald/").in_order("it disputes", "Anvils Ltd", "Refuses")


def test_corrections_are_told_field_by_field_and_retractions_with_their_reason(read: Read) -> None:
    page = read("/corrections/")
    hooli = ("Retraction: Hooli on the Data Act, user data", "It was about another act.", "answer hooli-1")
    acme = ("Correction: Anvils Ltd on the Data Act", "The source says never.", "will not", "→", "never will")
    assert page.in_order("2 corrections and retractions", *hooli, *acme)


def test_corrections_can_be_narrowed_to_a_company(read: Read) -> None:
    assert "hooli-1" not in read("/corrections/?company=acme").text


def test_the_methodology_is_the_codebook_in_code(read: Read) -> None:
    page = read("/methodology/")
    assert page.in_order(*(str(word.label) for word in POSITIONS))
    assert page.in_order(*(word.code for word in DEMANDS))


def test_data_tells_each_list_with_its_rows_and_filters(read: Read) -> None:
    assert read("/data/").in_order("stances 3 company, law", "curl", "known_at", "changes/?after=", "Licence")


@pytest.mark.parametrize("path", ["/companies/", "/laws/", "/sources/"])
def test_a_table_is_sorted_by_links_that_keep_its_filters_and_says_how(read: Read, path: str) -> None:
    kind = {"/companies/": "company", "/laws/": "statute", "/sources/": "news"}[path]
    page = read(f"{path}?kind={kind}")
    assert 'aria-sort="ascending"' in page.html
    assert f'href="{path}?kind={kind}&amp;ordering=-slug"' in page.html
    assert "Last changed" not in page.text
    assert 'aria-sort="descending"' in read(f"{path}?ordering=-slug").html
    changed = read(f"{path}?ordering=-recorded_at")
    assert changed.in_order("last changed first", "Last changed", "31 Dec 2026")
    assert f'href="{path}"' in changed.html
    assert changed.html.count("aria-sort") == 1


def test_companies_stand_in_the_order_that_was_asked_for(read: Read) -> None:
    assert read("/companies/").in_order("A to Z", "Acme", "Globex", "Hooli", "Initech")
    assert read("/companies/?ordering=-slug").in_order("Z to A", "Initech", "Hooli", "Globex", "Acme")


@pytest.mark.parametrize("path", ["/jurisdictions/", "/matrix/"])
def test_a_list_that_is_shown_whole_in_an_order_of_its_own_takes_no_other(read: Read, path: str) -> None:
    assert "ordering" in read(f"{path}?ordering=-slug", 400).text
    assert "cursor" in read(f"{path}?cursor=x", 400).text
