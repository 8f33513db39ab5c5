"""Warnings: shown once, saved anyway; each for its own oddity."""

import pytest
from django.test import Client

from companies.models import Company, Source, Stance
from tests import cast
from tests.desk.rows import new_stance
from tests.desk.screen import (
    add_address,
    changed,
    form_of,
    opened,
    row_address,
    with_row,
)

pytestmark = pytest.mark.django_db

SOURCE = {"title": "A", "publisher": "Gazette", "language": "en", "kind": "news", "checked": "read"}

WARNED = {
    "same date": ({"announced_on": "2020-07-06"}, "is of the same company, law, demand and date"),
    "coarse over fine": ({"announced_on": "2020-07"}, "one of the two dates holds the other"),
    "fine under coarse": ({"announced_on": "2020"}, "one of the two dates holds the other"),
}


@pytest.mark.parametrize(("standing", "message"), WARNED.values(), ids=WARNED)
def test_a_warning_is_shown_once_and_saved_anyway(ada: Client, standing: dict[str, str], message: str) -> None:
    cast.stance("acme-before", **standing)
    answer = ada.post(add_address(Stance), new_stance(ada))
    assert message in answer.content.decode()
    assert "Save anyway" in answer.content.decode()
    assert Stance.objects.count() == 1
    assert ada.post(add_address(Stance), form_of(answer, "edit_version")).status_code == 302
    assert Stance.objects.count() == 2


def test_another_warning_is_shown_although_one_was_read(ada: Client) -> None:
    cast.stance("acme-before", announced_on="2020-07-06", cited=[cast.source(published_on="2020-07-07")])
    read = form_of(ada.post(add_address(Stance), new_stance(ada)), "edit_version")
    answer = ada.post(add_address(Stance), changed(read, covers="no-such-service"))
    page = answer.content.decode()
    assert "looks like a slug, and no company has it" in page
    assert ada.post(add_address(Stance), form_of(answer, "edit_version")).status_code == 302


def test_a_source_that_disputes_it_may_be_older_after_a_warning(ada: Client) -> None:
    older = {"citations__1__source": str(cast.source("herald", published_on="2020-07-01").pk)}
    form = with_row(new_stance(ada), "citations", source=older["citations__1__source"], relation="disputes")
    answer = ada.post(add_address(Stance), form)
    assert "herald was published on 2020-07-01, before the announcement on 2020-07-06" in answer.content.decode()
    assert ada.post(add_address(Stance), form_of(answer, "edit_version")).status_code == 302


def test_an_announcement_in_the_future_is_warned_of(ada: Client) -> None:
    answer = ada.post(add_address(Stance), new_stance(ada, announced_on="2031"))
    assert "so it can’t be published yet" in answer.content.decode()


def test_no_warning_stands_where_nothing_is_odd(ada: Client) -> None:
    cast.stance("acme-before", announced_on="2019", cited=[cast.source(published_on="2020-07-07")])
    assert ada.post(add_address(Stance), new_stance(ada)).status_code == 302


@pytest.mark.parametrize(
    ("stored", "typed", "warned"),
    [
        ("https://court.example/doc?refno=17", "https://court.example/doc?refno=18", False),
        ("https://court.example/doc?refno=17", "http://www.court.example/doc?refno=17&fbclid=1", True),
        ("https://court.example/#/india", "https://court.example/#/japan", False),
        ("https://例え.jp/a", "https://xn--r8jz45g.jp/a/", True),
    ],
)
def test_a_query_tells_two_pages_apart_and_a_spelling_does_not(
    ada: Client, stored: str, typed: str, warned: bool
) -> None:
    cast.source("gazette", url=stored)
    form = changed(opened(ada, add_address(Source)), url=typed, **SOURCE)
    assert ("gazette has the same address" in ada.post(add_address(Source), form).content.decode()) is warned


@pytest.mark.parametrize("typed", ["Can\u200bdle", "CANDLE", "Lantern"])
def test_a_company_that_is_there_by_any_name_is_warned_of_and_saved_anyway(ada: Client, typed: str) -> None:
    cast.company("lantern", name="Lantern", names=[{"name": "Candle", "kind": "former", "to": "2021-10"}])
    form = changed(opened(ada, add_address(Company)), name=typed, kind="company", summary="It.")
    answer = ada.post(add_address(Company), form)
    assert "lantern has the same name, or had it. Is it the same company?" in answer.content.decode()
    assert ada.post(add_address(Company), form_of(answer, "edit_version")).status_code == 302


def test_a_company_with_the_wikidata_item_of_another_is_warned_of(ada: Client) -> None:
    cast.company("lantern", name="Lantern", wikidata="Q1000001")
    form = changed(opened(ada, add_address(Company)), name="Other", kind="company", summary="It.", wikidata="Q1000001")
    assert "lantern has the same Wikidata item." in ada.post(add_address(Company), form).content.decode()


def test_a_service_may_bear_the_brand_of_its_owner(ada: Client) -> None:
    cast.company("alpha", name="Alpha", names=[{"name": "Search", "kind": "brand"}])
    form = changed(opened(ada, add_address(Company)), name="Search", kind="service", summary="It.")
    assert ada.post(add_address(Company), form).status_code == 302


def test_a_source_of_the_same_title_and_day_is_warned_of(ada: Client) -> None:
    cast.source("gazette", title="Acme  refuses", published_on="2020-07-06", url="https://gazette.example/a")
    form = changed(opened(ada, add_address(Source)), url="https://herald.example/b", **SOURCE)
    same = changed(form, title="ACME refuses", published_on="2020-07-06")
    assert "gazette has the same title and day." in ada.post(add_address(Source), same).content.decode()
    assert ada.post(add_address(Source), changed(same, published_on="2020-07-07")).status_code == 302


@pytest.mark.parametrize("stored", ["https://court.example]/a", "http://[::1", "https://court.example:99999/"])
def test_a_stored_address_that_is_none_troubles_no_form(ada: Client, stored: str) -> None:
    row = cast.source("gazette")
    Source.objects.update(url=stored)
    form = changed(opened(ada, add_address(Source)), url="https://court.example/b", **SOURCE)
    assert ada.post(add_address(Source), form).status_code == 302
    answer = ada.post(row_address(row), changed(opened(ada, row_address(row)), title="B"))
    assert answer.status_code == 200
    assert "is no address" in answer.content.decode()


def test_the_same_address_of_two_sources_is_warned_of(ada: Client) -> None:
    cast.source("gazette", url="http://www.gazette.example/a/?utm_source=x#top")
    form = changed(
        opened(ada, add_address(Source)),
        url="https://gazette.example/a",
        **SOURCE,
    )
    answer = ada.post(add_address(Source), form)
    assert "gazette has the same address" in answer.content.decode()
    assert ada.post(add_address(Source), form_of(answer, "edit_version")).status_code == 302


def test_a_source_of_the_future_that_was_stored_before_the_rule_is_warned_of(ada: Client) -> None:
    cast.source(published_on="2030")
    assert "is published in the future" in ada.post(add_address(Stance), new_stance(ada)).content.decode()
