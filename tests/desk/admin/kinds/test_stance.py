"""The form of a stance: its citations, its slug, its lists."""

import pytest
from django.test import Client

from companies.models import Citation, Stance
from tests import cast
from tests.desk.rows import new_stance
from tests.desk.screen import (
    add_address,
    changed,
    opened,
    publish_at_desk,
    row_address,
    with_row,
)

pytestmark = pytest.mark.django_db


def test_a_new_stance_is_saved_with_its_citation_and_slug(ada: Client) -> None:
    assert ada.post(add_address(Stance), new_stance(ada)).status_code == 302
    stance = Stance.objects.get()
    assert stance.slug == "acme-data-act-user-data-2020-07-06"
    assert [citation.quote for citation in stance.citations.all()] == ["we have paused"]


def test_a_stance_without_a_supporting_source_is_not_saved(ada: Client) -> None:
    answer = ada.post(add_address(Stance), new_stance(ada, citations__0__relation="disputes"))
    assert "Name a source that supports it" in answer.content.decode()
    empty = new_stance(ada, citations__0__source="", citations__0__quote="")
    assert ada.post(add_address(Stance), empty).status_code == 200
    assert not Stance.objects.exists()


def test_the_last_supporting_source_cannot_be_taken_away(ada: Client) -> None:
    stance = cast.stance()
    form = changed(opened(ada, row_address(stance)), citations__0__DELETE="on")
    assert "Name a source that supports it" in ada.post(row_address(stance), form).content.decode()
    assert Citation.objects.exists()


def test_saving_without_a_change_leaves_a_published_stance_as_published(ada: Client) -> None:
    cast.company("acme-mail")
    stance = cast.stance(conditions=["after_review", "mlat_only"], covers=["acme-mail", "the rest"])
    publish_at_desk(ada, stance)
    assert ada.post(row_address(stance), opened(ada, row_address(stance))).status_code == 302
    page = ada.get(row_address(stance)).content.decode()
    assert "Published: the record says what the desk says." in page


def test_a_demand_that_the_law_does_not_make_is_refused(ada: Client) -> None:
    answer = ada.post(add_address(Stance), new_stance(ada, demand="decryption"))
    assert "decryption is not among the demands of the law: user_data, content_removal." in answer.content.decode()


def test_a_source_that_supports_it_cannot_be_older(ada: Client) -> None:
    answer = ada.post(add_address(Stance), new_stance(ada, announced_on="2020-07-09"))
    assert "gazette was published on 2020-07-07, before the announcement on 2020-07-09" in answer.content.decode()
    assert "Save anyway" not in answer.content.decode()
    assert not Stance.objects.exists()


def test_the_first_source_that_supports_it_must_have_been_read(ada: Client) -> None:
    herald = cast.source("herald", checked="named")
    answer = ada.post(add_address(Stance), new_stance(ada, citations__0__source=str(herald.pk)))
    assert "An answer’s first supporting source must have been read." in answer.content.decode()
    second = with_row(new_stance(ada), "citations", source=str(herald.pk), relation="supports")
    before = {**second, "citations-1-order": ["0"], "citations-0-order": ["1"]}
    assert (
        "An answer’s first supporting source must have been read."
        in ada.post(add_address(Stance), before).content.decode()
    )
    assert ada.post(add_address(Stance), second).status_code == 302


def test_a_slug_of_ones_own_names_company_demand_and_date(ada: Client) -> None:
    answer = ada.post(add_address(Stance), new_stance(ada, slug="zenith-data-act-user-data-2020"))
    assert "zenith-data-act-user-data-2020 is not company-law-demand-date." in answer.content.decode()
    assert ada.post(add_address(Stance), new_stance(ada, slug="acme-fda-user-data-2020")).status_code == 302


def test_a_row_whose_slug_is_otherwise_may_still_be_edited(ada: Client) -> None:
    stance = cast.stance("acme-1")
    form = changed(opened(ada, row_address(stance)), summary="It paused.")
    assert ada.post(row_address(stance), form).status_code == 302


def test_saving_for_the_next_company_opens_the_articles_form(ada: Client) -> None:
    answer = ada.post(add_address(Stance), changed(new_stance(ada), _again="yes"))
    assert answer.headers["Location"] == "/admin/article/?like=acme-data-act-user-data-2020-07-06"
