"""The form of many answers: blank rows, rows that are not right, warnings, forged numbers."""

import pytest
from django.test import Client

from companies.models import Source, Stance
from tests.desk.rows import ARTICLE_ADDRESS, filled_article
from tests.desk.screen import changed, form_of

pytestmark = pytest.mark.django_db


def test_blank_rows_are_left_out(ada: Client) -> None:
    ada.post(ARTICLE_ADDRESS, filled_article(ada, ["acme"]))
    assert [stance.slug for stance in Stance.objects.all()] == ["acme-data-act-user-data-2020-07-06"]


def test_a_row_may_have_another_day(ada: Client) -> None:
    ada.post(ARTICLE_ADDRESS, filled_article(ada, ["acme", "zenith"], rows__1__announced_on="2020-07-07"))
    assert dict(Stance.objects.values_list("company__slug", "announced_on")) == {
        "acme": "2020-07-06",
        "zenith": "2020-07-07",
    }


def test_a_form_without_any_company_says_so(ada: Client) -> None:
    answer = ada.post(ARTICLE_ADDRESS, filled_article(ada, []))
    assert "Fill in one company at least" in answer.content.decode()


def test_an_unfinished_row_keeps_everybody_from_being_saved_and_loses_no_text(ada: Client) -> None:
    form = filled_article(ada, ["acme", "zenith"], rows__1__position="", rows__0__summary="It froze.")
    answer = ada.post(ARTICLE_ADDRESS, form)
    assert not Stance.objects.exists()
    assert '<a href="#id_rows-1-position">Company 2: Position</a>' in answer.content.decode()
    assert form_of(answer, "rows-TOTAL_FORMS")["rows-0-summary"] == ["It froze."]


def test_a_demand_that_the_law_does_not_make_is_refused(ada: Client) -> None:
    answer = ada.post(ARTICLE_ADDRESS, filled_article(ada, ["acme"], demand="decryption"))
    assert "decryption is not among the demands of the law: user_data, content_removal" in answer.content.decode()


def test_each_row_is_judged_as_a_stance_of_its_own(ada: Client) -> None:
    answer = ada.post(ARTICLE_ADDRESS, filled_article(ada, ["acme"], rows__0__announced_on="2020-13"))
    assert answer.status_code == 200
    assert "no date" in answer.content.decode()
    assert not Stance.objects.exists()


def test_warnings_are_shown_once_and_saved_anyway(ada: Client) -> None:
    form = filled_article(ada, ["acme"])
    Source.objects.update(published_on="2031")
    answer = ada.post(ARTICLE_ADDRESS, form)
    assert "is published in the future" in answer.content.decode()
    assert not Stance.objects.exists()
    assert ada.post(ARTICLE_ADDRESS, form_of(answer, "rows-TOTAL_FORMS")).status_code == 302


def test_a_source_that_was_not_read_or_is_older_supports_no_answer(ada: Client) -> None:
    form = filled_article(ada, ["acme"])
    older = changed(form, announced_on="2020-07-10")
    assert "before the announcement on 2020-07-10" in ada.post(ARTICLE_ADDRESS, older).content.decode()
    Source.objects.update(checked="named")
    assert (
        "An answer’s first supporting source must have been read." in ada.post(ARTICLE_ADDRESS, form).content.decode()
    )
    assert not Stance.objects.exists()


@pytest.mark.parametrize("total", ["", "-1", "41", "99999999999999999999"])
def test_a_forged_number_of_rows_saves_nothing(ada: Client, total: str) -> None:
    answer = ada.post(ARTICLE_ADDRESS, filled_article(ada, ["acme"], rows__TOTAL_FORMS=total))
    assert answer.status_code == 200
    assert not Stance.objects.exists()
