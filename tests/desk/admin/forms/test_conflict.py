"""Two editors on one row: the second is told, sees all versions, loses no text, and can go on (R05)."""

import pytest
from django.test import Client

from companies.models import Citation, Company, CompanyName, Law, Stance
from tests import cast
from tests.desk.screen import changed, form_of, opened, publish_at_desk, row_address, with_row

pytestmark = pytest.mark.django_db


def test_a_form_as_new_as_the_row_is_saved(ada: Client) -> None:
    company = cast.company()
    answer = ada.post(row_address(company), changed(opened(ada, row_address(company)), summary="It makes rockets."))
    assert answer.status_code == 302
    assert Company.objects.get().summary == "It makes rockets."


def test_a_stale_form_is_not_saved_and_shows_both_versions(ada: Client, ben: Client) -> None:
    company = cast.company()
    address = row_address(company)
    hers, his = opened(ada, address), opened(ben, address)
    ada.post(address, changed(hers, summary="Ada’s words."))
    answer = ben.post(address, changed(his, summary="Ben’s words."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert Company.objects.get().summary == "Ada’s words."
    for words in ("It makes anvils.", "Ada’s words.", "Ben’s words."):
        assert f"<td>{words}</td>" in page


def test_the_second_editors_text_stays_in_the_form_and_she_can_go_on(ada: Client, ben: Client) -> None:
    company = cast.company()
    address = row_address(company)
    hers, his = opened(ada, address), opened(ben, address)
    ada.post(address, changed(hers, summary="Ada’s words."))
    form = form_of(ben.post(address, changed(his, summary="Ben’s words.")), "edit_version")
    assert form["summary"] == ["Ben’s words."]
    assert ben.post(address, form).status_code == 302
    assert Company.objects.get().summary == "Ben’s words."


def test_fields_that_she_did_not_touch_are_taken_from_the_other(ada: Client, ben: Client) -> None:
    company = cast.company()
    address = row_address(company)
    hers, his = opened(ada, address), opened(ben, address)
    ada.post(address, changed(hers, summary="Ada’s words."))
    form = form_of(ben.post(address, changed(his, website="https://acme.example/")), "edit_version")
    ben.post(address, form)
    company.refresh_from_db()
    assert (company.summary, company.website) == ("Ada’s words.", "https://acme.example/")


def test_a_third_save_between_is_caught_again(ada: Client, ben: Client) -> None:
    company = cast.company()
    address = row_address(company)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), summary="One."))
    form = form_of(ben.post(address, changed(his, summary="Two.")), "edit_version")
    ada.post(address, changed(opened(ada, address), summary="Three."))
    assert ben.post(address, form).status_code == 409
    assert Company.objects.get().summary == "Three."


@pytest.mark.parametrize("version", [[], [""], ["0"], ["99"], ["1-frozen"], ["\ud800"], ["x" * 9999]])
def test_a_forged_or_missing_version_is_stale(ada: Client, version: list[str]) -> None:
    company = cast.company()
    form = changed(opened(ada, row_address(company)), summary="Forged.", edit_version=version)
    form = {name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in form.items()}
    assert ada.post(row_address(company), form).status_code == 409
    assert Company.objects.get().summary == "It makes anvils."


def test_lists_and_choices_are_put_together_like_texts(ada: Client, ben: Client) -> None:
    law = cast.law()
    address = row_address(law)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), demands=["user_data", "decryption"], kind="bill"))
    form = form_of(ben.post(address, changed(his, name="An Act.")), "edit_version")
    assert (form["demands"], form["kind"], form["name"]) == (["user_data", "decryption"], ["bill"], ["An Act."])
    ben.post(address, form)
    assert Law.objects.get().demands == ["user_data", "decryption"]


def test_a_child_that_the_other_added_appears_and_stays(ada: Client, ben: Client) -> None:
    stance, second = cast.stance(), cast.source("herald")
    address = row_address(stance)
    his = opened(ben, address)
    ada.post(address, with_row(opened(ada, address), "citations", source=str(second.pk), relation="supports"))
    answer = ben.post(address, changed(his, summary="Ben’s words."))
    assert "added by somebody else" in answer.content.decode()
    assert ben.post(address, form_of(answer, "edit_version")).status_code == 302
    assert set(Citation.objects.values_list("source__slug", flat=True)) == {"gazette", "herald"}


def test_a_child_that_both_changed_keeps_hers_and_shows_the_others(ada: Client, ben: Client) -> None:
    stance = cast.stance()
    address = row_address(stance)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), citations__0__quote="we will not"))
    answer = ben.post(address, changed(his, citations__0__quote="never", citations__0__note="On page 2."))
    assert answer.status_code == 409
    assert "we will not" in answer.content.decode()
    ben.post(address, form_of(answer, "edit_version"))
    citation = Citation.objects.get()
    assert (citation.quote, citation.note) == ("never", "On page 2.")


def test_a_child_that_the_other_deleted_comes_back_only_where_she_had_written_in_it(ada: Client, ben: Client) -> None:
    company = cast.company(names=[{"name": "Anvils Ltd", "kind": "legal"}, {"name": "Acme Bros", "kind": "brand"}])
    address = row_address(company)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), names__0__DELETE="on", names__1__DELETE="on"))
    assert not CompanyName.objects.exists()
    answer = ben.post(address, changed(his, names__0__name="Anvils Limited"))
    assert "deleted by somebody else" in answer.content.decode()
    assert ben.post(address, form_of(answer, "edit_version")).status_code == 302
    assert [name.name for name in CompanyName.objects.all()] == ["Anvils Limited"]


def test_a_child_that_she_deletes_goes_although_the_row_was_saved_since(ada: Client, ben: Client) -> None:
    company = cast.company(names=[{"name": "Anvils Ltd", "kind": "legal"}])
    address = row_address(company)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), summary="Ada’s words."))
    form = form_of(ben.post(address, changed(his, names__0__DELETE="on")), "edit_version")
    ben.post(address, form)
    assert not CompanyName.objects.exists()


def test_a_new_child_of_hers_survives_the_conflict(ada: Client, ben: Client) -> None:
    company = cast.company()
    address = row_address(company)
    his = with_row(opened(ben, address), "names", name="Anvils Ltd", kind="legal")
    ada.post(address, changed(opened(ada, address), summary="Ada’s words."))
    ben.post(address, form_of(ben.post(address, his), "edit_version"))
    assert CompanyName.objects.get().name == "Anvils Ltd"


@pytest.mark.parametrize("total", ["", "x", "-1", "1e9", "99999999999999999999", "²"])
def test_a_stale_form_with_a_forged_count_of_children_saves_nothing(ada: Client, total: str) -> None:
    stance = cast.stance()
    form = opened(ada, row_address(stance))
    forged = changed(form, edit_version="0", citations__TOTAL_FORMS=total, summary="Forged.")
    assert ada.post(row_address(stance), forged).status_code == 409
    assert Stance.objects.get().summary == "It says that it will not."


def test_what_was_frozen_by_a_publishing_meanwhile_is_told(ada: Client, ben: Client) -> None:
    stance = cast.stance()
    address = row_address(stance)
    his = opened(ben, address)
    publish_at_desk(ada, stance)
    answer = ben.post(address, changed(his, demand="content_removal"))
    assert answer.status_code == 409
    assert "content removal" in answer.content.decode()
    assert Stance.objects.get().demand == "user_data"


def test_a_draft_saved_since_is_not_deleted(ada: Client, ben: Client) -> None:
    company = cast.company()
    form = opened(ben, row_address(company, "delete"), "post")
    ada.post(row_address(company), changed(opened(ada, row_address(company)), summary="Ada’s words."))
    assert ben.post(row_address(company, "delete"), form).status_code == 302
    assert Company.objects.exists()
    ben.post(row_address(company, "delete"), opened(ben, row_address(company, "delete"), "post"))
    assert not Company.objects.exists()


def test_a_row_deleted_meanwhile_is_told(ada: Client, ben: Client) -> None:
    company = cast.company()
    his = opened(ben, row_address(company))
    ada.post(row_address(company, "delete"), opened(ada, row_address(company, "delete"), "post"))
    answer = ben.post(row_address(company), his, follow=True)
    assert "Perhaps it was deleted?" in answer.content.decode()


def test_rows_that_are_referred_to_are_told_by_name(ada: Client, ben: Client) -> None:
    company, home, other = cast.company(), cast.place("zenith"), cast.place("apex")
    address = row_address(company)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), home=str(home.pk)))
    page = ben.post(address, changed(his, home=str(other.pk))).content.decode()
    assert "<td>Zenith</td>" in page
    assert "<td>Apex</td>" in page


def test_a_child_that_both_deleted_is_gone(ada: Client, ben: Client) -> None:
    company = cast.company(names=[{"name": "Anvils Ltd", "kind": "legal"}])
    address = row_address(company)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), names__0__DELETE="on"))
    form = form_of(ben.post(address, changed(his, names__0__DELETE="on")), "edit_version")
    assert form["names-TOTAL_FORMS"] == ["0"]
    assert ben.post(address, form).status_code == 302


def test_versions_that_say_the_same_are_told_so(ada: Client, ben: Client) -> None:
    company = cast.company()
    his = opened(ben, row_address(company))
    ada.post(row_address(company), opened(ada, row_address(company)))
    answer = ben.post(row_address(company), his)
    assert answer.status_code == 409
    assert "The versions say the same." in answer.content.decode()


def test_a_form_that_is_also_wrong_is_put_together_first(ada: Client, ben: Client) -> None:
    company = cast.company()
    address = row_address(company)
    his = opened(ben, address)
    ada.post(address, changed(opened(ada, address), website="https://acme.example/"))
    answer = ben.post(address, changed(his, summary=""))
    assert answer.status_code == 409
    assert "This field is required." in answer.content.decode()
    again = ben.post(address, form_of(answer, "edit_version"))
    assert again.status_code == 200
    assert Company.objects.get().website == "https://acme.example/"
