"""Publishing, correcting and retracting through the one page between an editor and the record."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.desk.admin.screens import confirmation
from companies.desk.admin.screens.confirmation import confirmation_address
from companies.models import Company, LawEvent, Publication, Revision, Source, Stance
from companies.record.publishing.publish import publish
from companies.record.publishing.states import state_of
from tests import cast
from tests.desk.admin.screen import act, changed, form_of, list_address, publish_at_desk, row_address

pytestmark = pytest.mark.django_db


def test_nothing_is_written_by_looking(ada: Client) -> None:
    stance = cast.stance()
    answer = ada.get(confirmation_address("publish", [("stance", stance.slug)]))
    assert answer.status_code == 200
    assert not Revision.objects.exists()


def test_each_row_of_the_set_leads_back_to_its_form(ada: Client) -> None:
    stance, company = cast.stance(), cast.company("globex")
    page = ada.get(confirmation_address("publish", [("stance", stance.slug), ("company", "globex")])).content.decode()
    for row in (stance, company):
        assert f'href="{row_address(row)}"' in page


def test_a_page_without_rows_says_how_to_choose_some(ada: Client) -> None:
    assert "No row is chosen" in ada.get(reverse("admin:publish")).content.decode()


def test_what_is_missing_joins_the_set_ticked(ada: Client) -> None:
    stance = cast.stance()
    form = form_of(ada.get(confirmation_address("publish", [("stance", stance.slug)])), "digest")
    assert set(form["add"]) == {"company/acme", "law/data-act", "source/gazette", "jurisdiction/freedonia"}
    answer = ada.post(reverse("admin:publish"), changed(form, cause="company_acted"))
    assert answer.status_code == 302
    assert {revision.kind for revision in Revision.objects.all()} == {
        "jurisdiction",
        "source",
        "company",
        "law",
        "stance",
    }


def test_the_page_afterwards_links_the_public_page_the_api_and_the_revision(ada: Client) -> None:
    answer = publish_at_desk(ada, cast.stance())
    page = ada.get(answer.headers["Location"]).content.decode()
    slug = Stance.objects.get().slug
    for address in (f"/stances/{slug}/", f"/api/v1/stances/{slug}/", f"/api/v1/stances/{slug}/history/"):
        assert f'href="http://testserver{address}"' in page
    assert f"/api/v1/changes/?after={Revision.objects.count() - 1}" in page


def test_the_editor_stands_in_the_desks_history_and_never_in_the_record(ada: Client) -> None:
    publish_at_desk(ada, cast.stance())
    assert set(Publication.objects.values_list("editor__username", flat=True)) == {"ada"}
    assert not Revision.objects.filter(document__contains="ada").exists()
    assert "Published as version 1." in LogEntry.objects.values_list("change_message", flat=True)


def test_without_a_cause_nothing_is_written_and_the_note_is_kept(ada: Client) -> None:
    stance = cast.stance()
    publish([stance.company, stance.law.jurisdiction, stance.law, Source.objects.get()], cause="new_evidence")
    answer = act(ada, "publish", [stance], cause=[], note="As the Gazette has it.")
    assert answer.status_code == 200
    assert "As the Gazette has it." in answer.content.decode()
    assert '<a href="#id_cause">Cause</a>' in answer.content.decode()
    assert state_of(stance) == "draft"


def test_causes_are_offered_that_the_set_can_take(ada: Client) -> None:
    stance = cast.stance()
    address = confirmation_address("publish", [("stance", stance.slug)])
    first = ada.get(address).content.decode()
    assert 'value="company_acted"' in first
    assert 'value="correction"' not in first
    publish_at_desk(ada, stance)
    stance.summary = "It says that it never will."
    stance.save()
    later = ada.get(address).content.decode()
    assert 'value="company_acted"' not in later
    assert 'value="correction"' in later


def test_a_cause_that_the_set_cannot_take_is_refused(ada: Client) -> None:
    answer = act(ada, "publish", [cast.stance()], cause="correction")
    assert "This set can’t take that cause" in answer.content.decode()
    assert not Revision.objects.exists()


def test_a_published_row_changes_only_with_a_public_note(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    stance.summary = "It says that it never will."
    stance.save()
    answer = act(ada, "publish", [stance], cause="correction")
    assert answer.status_code == 409
    assert "say why in a public note" in answer.content.decode()
    assert state_of(stance) == "changed"
    publish_at_desk(ada, stance, cause="correction", note="It was misread.")
    newest = Revision.objects.order_by("-seq")[0]
    assert (newest.cause, newest.note) == ("correction", "It was misread.")


def test_the_correct_action_comes_with_its_cause_chosen(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    stance.summary = "It says that it never will."
    stance.save()
    answer = ada.post(list_address(Stance), {"action": "correct_rows", "_selected_action": [stance.pk]})
    assert form_of(answer, "digest")["cause"] == ["correction"]


def test_many_rows_are_published_as_one_set_from_the_list(ada: Client) -> None:
    cast.company("acme")
    cast.company("zenith")
    chosen = {"action": "publish_rows", "_selected_action": list(Company.objects.values_list("pk", flat=True))}
    form = form_of(ada.post(list_address(Company), chosen), "digest")
    assert ada.post(reverse("admin:publish"), changed(form, cause="new_evidence")).status_code == 302
    assert len(set(Revision.objects.values_list("recorded_at", flat=True))) == 1
    assert Revision.objects.count() == 2


def test_the_plan_tells_technical_revisions_and_what_they_change(ada: Client) -> None:
    first = cast.stance()
    publish_at_desk(ada, first)
    second = cast.stance("acme-data-act-user-data-2021", position="complies", announced_on="2021")
    page = ada.get(confirmation_address("publish", [("stance", second.slug)])).content.decode()
    assert "stored anew, because another row moves" in page
    assert first.slug in page
    assert "In force until" in page


def test_a_row_saved_since_the_plan_was_shown_is_not_published(ada: Client) -> None:
    stance = cast.stance()
    form = form_of(ada.get(confirmation_address("publish", [("stance", stance.slug)])), "digest")
    stance.summary = "Somebody else wrote this."
    stance.save()
    answer = ada.post(reverse("admin:publish"), changed(form, cause="company_acted"))
    assert answer.status_code == 409
    assert "Somebody has saved or published since" in answer.content.decode()
    assert not Revision.objects.exists()
    again = changed(form_of(answer, "digest"), cause="company_acted")
    assert ada.post(reverse("admin:publish"), again).status_code == 302


def test_a_neighbour_published_since_the_plan_was_shown_is_caught_too(ada: Client, ben: Client) -> None:
    first = cast.stance()
    publish_at_desk(ada, first)
    second = cast.stance("acme-data-act-user-data-2021", announced_on="2021")
    form = form_of(ada.get(confirmation_address("publish", [("stance", second.slug)])), "digest")
    publish_at_desk(ben, cast.stance("acme-data-act-user-data-2022", announced_on="2022"))
    assert ada.post(reverse("admin:publish"), changed(form, cause="company_acted")).status_code == 409
    assert state_of(second) == "draft"


def test_a_forged_digest_publishes_nothing(ada: Client) -> None:
    answer = act(ada, "publish", [cast.stance()], cause="company_acted", digest="0" * 64)
    assert answer.status_code == 409
    assert not Revision.objects.exists()


def test_a_set_that_was_changed_is_shown_again_before_anything_is_written(ada: Client) -> None:
    answer = act(ada, "publish", [cast.stance()], cause="company_acted", add=["company/acme"])
    assert "The set has changed" in answer.content.decode()
    assert "it refers to what is not published" in answer.content.decode()
    assert not Revision.objects.exists()


def test_a_set_too_large_is_not_offered(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirmation, "MOST_ROWS", 1)
    keys = [("company", row.slug) for row in (cast.company("acme"), cast.company("zenith"))]
    page = ada.get(confirmation_address("publish", keys)).content.decode()
    assert "too many rows" in page
    assert 'name="digest"' not in page


def test_what_stands_already_is_told_and_writes_nothing(ada: Client) -> None:
    place = cast.place()
    publish_at_desk(ada, place)
    page = ada.get(confirmation_address("publish", [("jurisdiction", "freedonia")])).content.decode()
    assert "Stands in the record already" in page
    act(ada, "publish", [place], cause="new_evidence")
    assert Revision.objects.count() == 1


def test_a_stance_without_a_read_source_is_refused_by_name(ada: Client) -> None:
    stance = cast.stance(cited=[cast.source("rumour", checked="named")])
    page = ada.get(confirmation_address("publish", [("stance", stance.slug)])).content.decode()
    assert "an answer’s first supporting source must have been read" in page


def test_retracting_leaves_a_tombstone_with_its_note(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    assert act(ada, "retract", [stance], note="It was about another law.").status_code == 302
    newest = Revision.objects.order_by("-seq")[0]
    assert (newest.retracted, newest.note) == (True, "It was about another law.")
    assert state_of(stance) == "retracted"


def test_retracting_without_a_note_is_refused(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    assert act(ada, "retract", [stance], note=" ").status_code == 200
    assert state_of(stance) == "published"


def test_retracting_names_what_refers_to_it_and_takes_it_along_when_ticked(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    shown = ada.get(confirmation_address("retract", [("law", "data-act")]))
    assert f"others refer to it: stance {stance.slug}" in shown.content.decode()
    form = form_of(shown, "shown")
    assert "add" not in form
    again = ada.post(reverse("admin:retract"), changed(form, add=f"stance/{stance.slug}", note="Not a law."))
    assert state_of(stance) == "published"
    done = ada.post(reverse("admin:retract"), changed(form_of(again, "digest"), note="Not a law."))
    assert done.status_code == 302
    assert {state_of(stance), state_of(stance.law)} == {"retracted"}


def test_a_retracted_stance_is_published_again_as_added(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    act(ada, "retract", [stance], note="By mistake.")
    publish_at_desk(ada, stance, cause="company_acted")
    assert Revision.objects.filter(key=stance.slug).order_by("-seq")[0].version == 3


def test_an_unpublished_edit_beside_the_set_stays_at_the_desk(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    stance.company.summary = "A secret summary."
    stance.company.save()
    publish_at_desk(ada, cast.stance("acme-data-act-user-data-2021", announced_on="2021"))
    assert not Revision.objects.filter(document__contains="A secret summary.").exists()


@pytest.mark.parametrize("address", ["?row=nonsense", "?row=stance/%00", "?row=stance/none", "?row=user/ada"])
def test_keys_that_are_none_are_left_out(ada: Client, address: str) -> None:
    assert ada.get(reverse("admin:publish") + address).status_code == 200


@pytest.mark.parametrize("query", ["", "?first=x&last=2", "?first=1&last=99999999999999999999"])
def test_numbers_that_are_none_are_not_found(ada: Client, query: str) -> None:
    assert ada.get(reverse("admin:published") + query).status_code == 404


def test_the_queries_of_the_page_do_not_grow_with_its_refusals(ada: Client) -> None:
    rumour = cast.source("rumour", checked="named")
    stances = [cast.stance(f"stance-{number}", announced_on=f"20{number}", cited=[rumour]) for number in range(10, 19)]
    publish(Source.objects.all(), cause="new_evidence")
    counts = []
    for some in (stances[:2], stances):
        with CaptureQueriesContext(connection) as queries:
            answer = ada.get(confirmation_address("publish", [("stance", stance.slug) for stance in some]))
        assert answer.content.decode().count("an answer’s first supporting source must have been read") == len(some)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_figures_checks_and_children_are_told_in_words(ada: Client) -> None:
    figure, check = cast.figure(), cast.check()
    publish_at_desk(ada, figure, check)
    law = check.law
    LawEvent.objects.create(law=law, date="2020-07-01", kind="in_force", title="It began", source=figure.source)
    cast.name(figure.company, [{"name": "Anvils Ltd", "kind": "legal"}])
    keys = [("law", law.slug), ("company", figure.company.slug)]
    page = ada.get(confirmation_address("publish", keys)).content.decode()
    assert "<div>2020-07-01 · in_force · gazette · It began</div>" in page
    assert "<dt>Names</dt>" in page
    assert "<dt>Events</dt>" in page
    answer = publish_at_desk(ada, law, figure.company, cause="correction", note="Both were missing.")
    assert ada.get(answer.headers["Location"]).status_code == 200


def test_the_retract_action_leads_to_the_page(ada: Client) -> None:
    company = cast.company()
    publish_at_desk(ada, company)
    shown = ada.post(list_address(Company), {"action": "retract_rows", "_selected_action": [company.pk]})
    done = ada.post(reverse("admin:retract"), changed(form_of(shown, "digest"), note="There is no such company."))
    assert done.status_code == 302
    assert state_of(company) == "retracted"
