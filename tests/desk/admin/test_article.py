"""One article, many companies: one form, a draft each, then one publishing."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Citation, Revision, Source, Stance
from tests import cast
from tests.desk.admin.screen import Fields, changed, form_of, opened

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/article/"


def article(ada: Client, companies: list[str], **values: str) -> Fields:
    """A filled form: each company paused on 6 July 2020, as the Gazette has it."""
    source, law = cast.source(published_on="2020-07-08"), cast.law()
    shared = {"source": str(source.pk), "law": str(law.pk), "demand": "user_data", "announced_on": "2020-07-06"}
    rows: dict[str, str] = {}
    for number, slug in enumerate(companies):
        rows |= {
            f"rows-{number}-company": str(cast.company(slug).pk),
            f"rows-{number}-position": "suspended",
            f"rows-{number}-summary": "It paused.",
            f"rows-{number}-quote": "we have paused",
        }
    return changed(opened(ada, ADDRESS, "rows-TOTAL_FORMS"), **shared | rows | values)


def test_eight_companies_are_entered_in_one_form_and_published_as_one_set(ada: Client) -> None:
    companies = [f"company-{number}" for number in range(8)]
    answer = ada.post(ADDRESS, article(ada, companies))
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


def test_blank_rows_are_left_out(ada: Client) -> None:
    ada.post(ADDRESS, article(ada, ["acme"]))
    assert [stance.slug for stance in Stance.objects.all()] == ["acme-data-act-user-data-2020-07-06"]


def test_a_row_may_have_another_day(ada: Client) -> None:
    ada.post(ADDRESS, article(ada, ["acme", "zenith"], rows__1__announced_on="2020-07-07"))
    assert dict(Stance.objects.values_list("company__slug", "announced_on")) == {
        "acme": "2020-07-06",
        "zenith": "2020-07-07",
    }


def test_a_form_without_any_company_says_so(ada: Client) -> None:
    answer = ada.post(ADDRESS, article(ada, []))
    assert "Fill in one company at least" in answer.content.decode()


def test_an_unfinished_row_keeps_everybody_from_being_saved_and_loses_no_text(ada: Client) -> None:
    form = article(ada, ["acme", "zenith"], rows__1__position="", rows__0__summary="It froze.")
    answer = ada.post(ADDRESS, form)
    assert not Stance.objects.exists()
    assert '<a href="#id_rows-1-position">Company 2: Position</a>' in answer.content.decode()
    assert form_of(answer, "rows-TOTAL_FORMS")["rows-0-summary"] == ["It froze."]


def test_a_demand_that_the_law_does_not_make_is_refused(ada: Client) -> None:
    answer = ada.post(ADDRESS, article(ada, ["acme"], demand="decryption"))
    assert "decryption is not among the demands of the law: user_data, content_removal" in answer.content.decode()


def test_each_row_is_judged_as_a_stance_of_its_own(ada: Client) -> None:
    answer = ada.post(ADDRESS, article(ada, ["acme"], rows__0__announced_on="2020-13"))
    assert answer.status_code == 200
    assert "no date" in answer.content.decode()
    assert not Stance.objects.exists()


def test_warnings_are_shown_once_and_saved_anyway(ada: Client) -> None:
    form = article(ada, ["acme"])
    Source.objects.update(published_on="2031")
    answer = ada.post(ADDRESS, form)
    assert "is published in the future" in answer.content.decode()
    assert not Stance.objects.exists()
    assert ada.post(ADDRESS, form_of(answer, "rows-TOTAL_FORMS")).status_code == 302


def test_a_source_that_was_not_read_or_is_older_supports_no_answer(ada: Client) -> None:
    form = article(ada, ["acme"])
    older = changed(form, announced_on="2020-07-09")
    assert "before the announcement on 2020-07-09" in ada.post(ADDRESS, older).content.decode()
    Source.objects.update(checked="named")
    assert "An answer’s first supporting source must have been read." in ada.post(ADDRESS, form).content.decode()
    assert not Stance.objects.exists()


def test_same_again_brings_what_the_answers_share(ada: Client) -> None:
    stance = cast.stance(announced_on="2020-07-06")
    form = opened(ada, f"{ADDRESS}?like={stance.slug}", "rows-TOTAL_FORMS")
    assert form["law"] == [str(stance.law_id)]
    assert form["source"] == [str(Citation.objects.get().source_id)]
    assert (form["demand"], form["announced_on"]) == (["user_data"], ["2020-07-06"])


@pytest.mark.parametrize("like", ["", "none", "%00", "x" * 900])
def test_a_stance_that_is_none_brings_nothing(ada: Client, like: str) -> None:
    assert "demand" not in opened(ada, f"{ADDRESS}?like={like}", "rows-TOTAL_FORMS")


@pytest.mark.parametrize("total", ["", "-1", "41", "99999999999999999999"])
def test_a_forged_number_of_rows_saves_nothing(ada: Client, total: str) -> None:
    answer = ada.post(ADDRESS, article(ada, ["acme"], rows__TOTAL_FORMS=total))
    assert answer.status_code == 200
    assert not Stance.objects.exists()
