"""One article, many companies: one form, a draft each, then one publishing."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Citation, Revision, Stance
from tests import cast
from tests.desk.rows import ARTICLE_ADDRESS, filled_article
from tests.desk.screen import changed, form_of, opened

pytestmark = pytest.mark.django_db


def test_eight_companies_are_entered_in_one_form_and_published_as_one_set(ada: Client) -> None:
    companies = [f"company-{number}" for number in range(8)]
    answer = ada.post(ARTICLE_ADDRESS, filled_article(ada, companies))
    assert Stance.objects.count() == 8
    assert set(Citation.objects.values_list("source__slug", "relation", "quote")) == {
        ("gazette", "supports", "we have paused")
    }
    form = form_of(ada.get(answer.headers["Location"]), "digest")
    assert len(form["row"]) == 8
    done = ada.post(reverse("admin:publish"), changed(form, cause="company_acted"))
    assert done.status_code == 302
    assert Revision.objects.filter(kind="stance").count() == 8
    assert len(set(Revision.objects.values_list("recorded_at", flat=True))) == 1


def test_same_again_brings_what_the_answers_share(ada: Client) -> None:
    stance = cast.stance(announced_on="2020-07-06")
    form = opened(ada, f"{ARTICLE_ADDRESS}?like={stance.slug}", "rows-TOTAL_FORMS")
    assert form["law"] == [str(stance.law_id)]
    assert form["source"] == [str(Citation.objects.get().source_id)]
    assert (form["demand"], form["announced_on"]) == (["user_data"], ["2020-07-06"])


@pytest.mark.parametrize("like", ["", "none", "%00", "x" * 900])
def test_a_stance_that_is_none_brings_nothing(ada: Client, like: str) -> None:
    assert "demand" not in opened(ada, f"{ARTICLE_ADDRESS}?like={like}", "rows-TOTAL_FORMS")
