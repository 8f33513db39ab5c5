"""Publishing, correcting and retracting through the one page between an editor and the record."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.desk.admin.screens import confirmation
from companies.desk.admin.screens.confirmation import confirmation_address
from companies.models import Company, Publication, Revision, Source, Stance
from companies.record.publishing.publish import publish
from companies.record.publishing.states import state_of
from tests import cast
from tests.desk.screen import act, changed, form_of, list_address, publish_at_desk, row_address

pytestmark = pytest.mark.django_db


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


def test_the_editor_stands_in_the_desks_history_and_never_in_the_record(ada: Client) -> None:
    publish_at_desk(ada, cast.stance())
    assert set(Publication.objects.values_list("editor__username", flat=True)) == {"ada"}
    assert not Revision.objects.filter(document__contains="ada").exists()
    assert "Published as version 1." in LogEntry.objects.values_list("change_message", flat=True)


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


def test_the_retract_action_leads_to_the_page(ada: Client) -> None:
    company = cast.company()
    publish_at_desk(ada, company)
    shown = ada.post(list_address(Company), {"action": "retract_rows", "_selected_action": [company.pk]})
    done = ada.post(reverse("admin:retract"), changed(form_of(shown, "digest"), note="There is no such company."))
    assert done.status_code == 302
    assert state_of(company) == "retracted"
