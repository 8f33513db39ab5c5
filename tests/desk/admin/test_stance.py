"""The form of a stance: words with their definitions, dates that say what they mean, sources, warnings."""

import pytest
from django.test import Client

from companies.models import Citation, Company, Law, Source, Stance
from companies.vocabulary import DEMANDS, POSITIONS
from tests import cast
from tests.desk.admin.screen import (
    Fields,
    add_address,
    changed,
    form_of,
    opened,
    publish_at_desk,
    row_address,
    with_row,
)

pytestmark = pytest.mark.django_db


def new_stance(ada: Client, **values: str | list[str]) -> Fields:
    """A filled form of Acme's answer on 6 July 2020, with the Gazette as its source."""
    company = Company.objects.filter(slug="acme").first() or cast.company()
    law = Law.objects.filter(slug="data-act").first() or cast.law()
    source = Source.objects.filter(slug="gazette").first() or cast.source(published_on="2020-07-07")
    answer: dict[str, str | list[str]] = {
        "company": str(company.pk),
        "law": str(law.pk),
        "demand": "user_data",
        "position": "suspended",
        "announced_on": "2020-07-06",
        "summary": "It paused.",
        "citations__0__source": str(source.pk),
        "citations__0__quote": "we have paused",
    }
    return changed(opened(ada, add_address(Stance)), **answer | values)


def test_a_new_stance_is_saved_with_its_citation_and_slug(ada: Client) -> None:
    assert ada.post(add_address(Stance), new_stance(ada)).status_code == 302
    stance = Stance.objects.get()
    assert stance.slug == "acme-data-act-user-data-2020-07-06"
    assert [citation.quote for citation in stance.citations.all()] == ["we have paused"]


def test_the_slug_takes_the_short_form_that_the_laws_other_stances_have(ada: Client) -> None:
    cast.stance("zenith-fda-user-data-2019", company=cast.company("zenith"), announced_on="2019")
    ada.post(add_address(Stance), new_stance(ada))
    assert Stance.objects.filter(slug="acme-fda-user-data-2020-07-06").exists()


def test_every_word_stands_beside_its_definition(ada: Client) -> None:
    page = ada.get(add_address(Stance)).content.decode()
    for word in (*POSITIONS, *DEMANDS):
        assert f'value="{word.code}"' in page
    assert "naming no end" not in page
    assert "It is studying the law or has not decided." in page
    assert "Live surveillance." in page


def test_a_partial_date_says_which_days_it_stands_for(ada: Client) -> None:
    page = ada.get(row_address(cast.stance(announced_on="2020-02"))).content.decode()
    assert "Some day of 2020-02, which one is not known; it counts from 2020-02-29." in page


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


def test_a_quote_tells_how_many_words_it_has(ada: Client) -> None:
    stance = cast.stance(cited=[{"source": cast.source(), "quote": "we have paused"}])
    page = " ".join(ada.get(row_address(stance)).content.decode().split())
    assert "<span>3</span> of 12 words" in page


def test_a_quote_too_long_is_refused_and_kept_in_the_form(ada: Client) -> None:
    long = "one two three four five six seven eight nine ten eleven twelve thirteen"
    answer = ada.post(add_address(Stance), new_stance(ada, citations__0__quote=long))
    assert "has 13 words: at most 12 are allowed" in answer.content.decode()
    assert form_of(answer, "edit_version")["citations-0-quote"] == [long]


def test_typographic_quotes_are_made_plain(ada: Client) -> None:
    ada.post(add_address(Stance), new_stance(ada, citations__0__quote="we’re “assessing”"))
    assert Citation.objects.get().quote == 'we\'re "assessing"'


def test_covers_are_lines_of_slugs_or_names(ada: Client) -> None:
    cast.company("acme-mail", name="Acme Mail")
    covers = "acme-mail\r\n\r\n all other services "
    ada.post(add_address(Stance), new_stance(ada, covers=covers))
    assert Stance.objects.get().covers == ["acme-mail", "all other services"]


def test_conditions_are_ticked_and_keep_their_order(ada: Client) -> None:
    stance = cast.stance(conditions=["after_review", "mlat_only"])
    form = changed(opened(ada, row_address(stance)), conditions=["mlat_only", "emergency_only", "after_review"])
    ada.post(row_address(stance), form)
    stance.refresh_from_db()
    assert stance.conditions == ["after_review", "mlat_only", "emergency_only"]


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


def test_a_source_that_supports_it_cannot_be_older(ada: Client) -> None:
    answer = ada.post(add_address(Stance), new_stance(ada, announced_on="2020-07-08"))
    assert "gazette was published on 2020-07-07, before the announcement on 2020-07-08" in answer.content.decode()
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


def test_a_source_stays_what_answers_rest_on(ada: Client) -> None:
    source = cast.source(published_on="2020-07-07")
    stance = cast.stance(announced_on="2020-07-06", cited=[source])
    form = opened(ada, row_address(source))
    page = ada.post(row_address(source), changed(form, checked="named", published_on="2020-07-05")).content.decode()
    assert f"first supporting source must have been read: {stance.slug}" in page
    assert f"It supports what was announced later: {stance.slug}" in page
    cast.cite(stance, [cast.source("herald"), source])
    assert ada.post(row_address(source), changed(form, checked="named")).status_code == 302


def test_a_law_keeps_the_demands_that_answers_are_to(ada: Client) -> None:
    law = cast.stance().law
    form = opened(ada, row_address(law))
    page = ada.post(row_address(law), changed(form, demands=["content_removal"])).content.decode()
    assert "There are answers to it at the desk: user data" in page
    assert ada.post(row_address(law), changed(form, demands=["user_data"])).status_code == 302


def test_a_provision_is_of_a_demand_that_the_law_makes(ada: Client) -> None:
    law = cast.law()
    part = {"label": "s. 1", "summary": "It asks.", "demand": "decryption"}
    form = with_row(opened(ada, row_address(law)), "provisions", **part)
    assert (
        "decryption is not among the demands of the law: user_data, content_removal."
        in ada.post(row_address(law), form).content.decode()
    )
    form["demands"].append("decryption")
    assert ada.post(row_address(law), form).status_code == 302


def test_events_stand_by_date_and_those_of_one_date_as_they_are_numbered(ada: Client) -> None:
    law = cast.law(events=[{"date": "2021", "kind": "amended"}, {"date": "2020", "kind": "adopted"}])
    form = opened(ada, row_address(law))
    for title, place in (("Second", "8"), ("First", "7")):
        form = with_row(form, "events", date="2020-07-01", kind="other", title=title, order=place)
    assert ada.post(row_address(law), form).status_code == 302
    titles = [event.title for event in law.events.all()]
    assert titles == ["It was adopted", "First", "Second", "It was amended"]


def test_a_source_of_the_future_is_warned_of(ada: Client) -> None:
    cast.source(published_on="2030")
    assert "is published in the future" in ada.post(add_address(Stance), new_stance(ada)).content.decode()


def test_an_announcement_in_the_future_is_warned_of(ada: Client) -> None:
    answer = ada.post(add_address(Stance), new_stance(ada, announced_on="2031"))
    assert "so it can’t be published yet" in answer.content.decode()


def test_no_warning_stands_where_nothing_is_odd(ada: Client) -> None:
    cast.stance("acme-before", announced_on="2019", cited=[cast.source(published_on="2020-07-07")])
    assert ada.post(add_address(Stance), new_stance(ada)).status_code == 302


def test_the_same_address_of_two_sources_is_warned_of(ada: Client) -> None:
    cast.source("gazette", url="http://www.gazette.example/a/?utm_source=x#top")
    form = changed(
        opened(ada, add_address(Source)),
        url="https://gazette.example/a",
        title="A",
        publisher="Gazette",
        language="en",
        kind="news",
        checked="read",
    )
    answer = ada.post(add_address(Source), form)
    assert "gazette has the same address" in answer.content.decode()
    assert ada.post(add_address(Source), form_of(answer, "edit_version")).status_code == 302


def test_a_source_that_is_published_in_the_future_is_warned_of_when_it_is_entered(ada: Client) -> None:
    row = cast.source("herald")
    answer = ada.post(row_address(row), changed(opened(ada, row_address(row)), published_on="2031"))
    assert "It is published in the future." in answer.content.decode()


def test_saving_for_the_next_company_opens_the_articles_form(ada: Client) -> None:
    answer = ada.post(add_address(Stance), changed(new_stance(ada), _again="yes"))
    assert answer.headers["Location"] == "/admin/article/?like=acme-data-act-user-data-2020-07-06"


def test_a_citation_row_that_the_script_adds_is_saved(ada: Client) -> None:
    stance, second = cast.stance(), cast.source("herald")
    form = with_row(opened(ada, row_address(stance)), "citations", source=str(second.pk), relation="disputes")
    ada.post(row_address(stance), form)
    assert list(stance.citations.values_list("source__slug", "order")) == [("gazette", 0), ("herald", 1)]
