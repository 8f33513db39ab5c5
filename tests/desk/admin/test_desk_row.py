"""What every kind's admin does alike: states, filters, frozen fields, deleting, finding."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Company, Jurisdiction, Law, Slug
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from tests import cast
from tests.desk.admin.screen import (
    act,
    add_address,
    changed,
    list_address,
    opened,
    publish_at_desk,
    row_address,
)

pytestmark = pytest.mark.django_db

KINDS = list(MODELS.values())


def one_in_each_state(ada: Client) -> None:
    """Four companies: a draft, one published, one changed since, one retracted."""
    for slug in ("draft", "published", "changed", "retracted"):
        cast.company(slug)
    publish_at_desk(ada, *Company.objects.exclude(slug="draft"))
    row = Company.objects.get(slug="changed")
    row.summary = "It makes rockets."
    row.save()
    act(ada, "retract", [Company.objects.get(slug="retracted")], note="There is no such company.")


def rows_shown(ada: Client, model: type[DeskRow], query: str = "") -> set[str]:
    """Return the keys of the rows that a list shows."""
    response: Any = ada.get(list_address(model) + query)
    assert response.status_code == 200, query
    return {row.public_key for row in response.context["cl"].result_list}


@pytest.mark.parametrize("state", ["draft", "published", "changed", "retracted"])
def test_the_filter_by_state_keeps_that_state(ada: Client, state: str) -> None:
    one_in_each_state(ada)
    assert rows_shown(ada, Company, f"?state={state}") == {state}


def test_each_row_of_a_list_tells_its_state(ada: Client) -> None:
    one_in_each_state(ada)
    page = ada.get(list_address(Company)).content.decode()
    for word in ("draft", "published", "changed since", "retracted"):
        assert f'<td class="field-state">{word}</td>' in page


def test_a_state_that_is_none_filters_nothing(ada: Client) -> None:
    cast.company()
    assert rows_shown(ada, Company, "?state=nonsense") == {"acme"}


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind_name)
def test_the_queries_of_a_list_do_not_grow_with_its_rows(ada: Client, model: type[DeskRow]) -> None:
    make_rows("one")
    with CaptureQueriesContext(connection) as few:
        ada.get(list_address(model))
    for number in range(5):
        make_rows(f"more-{number}")
    with CaptureQueriesContext(connection) as many:
        ada.get(list_address(model))
    assert len(many) == len(few)


def make_rows(name: str) -> None:
    """Make one row of every kind under that name."""
    place = cast.place(f"{name}-land")
    source = cast.source(f"{name}-news")
    company = cast.company(name, home=place)
    law = cast.law(f"{name}-act", jurisdiction=place)
    cast.stance(f"{name}-stance", company=company, law=law, cited=[source])
    cast.figure(company=company, jurisdiction=place, source=source)
    cast.check(company=company, law=law, source=source)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind_name)
def test_every_kind_is_found_by_its_words(ada: Client, model: type[DeskRow]) -> None:
    make_rows("zebra")
    make_rows("other")
    found = rows_shown(ada, model, "?q=zebra")
    assert found
    assert all("zebra" in key for key in found)


@pytest.mark.parametrize("query", ["%00", "%ED%A0%80", "'", "*", "x" * 200])
def test_odd_words_find_nothing_and_break_nothing(ada: Client, query: str) -> None:
    cast.company()
    assert ada.get(f"{list_address(Company)}?q={query}").status_code in (200, 302)


def test_the_autocomplete_finds_a_company_by_a_name_that_it_had(ada: Client) -> None:
    cast.company("meta", names=[{"name": "Facebook", "kind": "former", "to": "2021-10"}])
    query = {"app_label": "companies", "model_name": "stance", "field_name": "company", "term": "facebook"}
    found = ada.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [result["text"] for result in found] == ["Meta (Facebook)"]


def test_the_autocomplete_takes_characters_that_no_text_has(ada: Client) -> None:
    query = {"app_label": "companies", "model_name": "stance", "field_name": "law", "term": "a\0b"}
    assert ada.get(reverse("admin:autocomplete"), query).status_code == 200


def test_a_saved_slug_is_shown_and_not_edited(ada: Client) -> None:
    company = cast.company()
    form = opened(ada, row_address(company))
    assert "slug" not in form
    ada.post(row_address(company), changed(form, slug="forged"))
    assert Company.objects.get().slug == "acme"


def test_what_a_published_stance_is_about_is_not_edited(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    other = cast.company("zenith")
    form = opened(ada, row_address(stance))
    assert not {"company", "law", "demand"} & set(form)
    ada.post(row_address(stance), changed(form, company=str(other.pk), demand="content_removal"))
    stance.refresh_from_db()
    assert (stance.company.slug, stance.demand) == ("acme", "user_data")


def test_a_draft_is_deleted_and_its_slug_is_free_again(ada: Client) -> None:
    company = cast.company()
    ada.post(row_address(company, "delete"), opened(ada, row_address(company, "delete"), "post"))
    assert not Company.objects.exists()
    assert not Slug.objects.filter(kind="company").exists()


@pytest.mark.parametrize("retracted", [False, True], ids=["published", "retracted"])
def test_what_stands_in_the_record_is_not_deleted(ada: Client, retracted: bool) -> None:
    place = cast.place()
    publish_at_desk(ada, place)
    if retracted:
        act(ada, "retract", [place], note="It is no place.")
    assert ada.get(row_address(place, "delete")).status_code == 403
    assert ada.post(row_address(place, "delete"), {"post": "yes", "edit_version": "1"}).status_code == 403
    assert Jurisdiction.objects.exists()


def test_nothing_is_deleted_in_bulk(ada: Client) -> None:
    company = cast.company()
    ada.post(list_address(Company), {"action": "delete_selected", "_selected_action": [company.pk], "post": "yes"})
    assert Company.objects.exists()


def test_the_page_of_a_changed_row_shows_desk_and_record_field_by_field(ada: Client) -> None:
    one_in_each_state(ada)
    page = ada.get(row_address(Company.objects.get(slug="changed"))).content.decode()
    assert "Changed since it was published" in page
    assert "<div>It makes rockets.</div>" in page
    assert "<div>It makes anvils.</div>" in page


def test_the_page_of_a_published_row_links_its_public_addresses(ada: Client) -> None:
    publish_at_desk(ada, cast.company())
    page = ada.get(row_address(Company.objects.get())).content.decode()
    assert 'href="http://testserver/companies/acme/"' in page
    assert 'href="http://testserver/api/v1/companies/acme/"' in page


def test_save_and_publish_goes_on_to_the_confirmation(ada: Client) -> None:
    company = cast.company()
    answer = ada.post(row_address(company), changed(opened(ada, row_address(company)), _publish="yes"))
    assert answer.headers["Location"] == "/admin/publish/?row=company%2Facme"


def test_a_row_without_a_slug_gets_one_of_its_name(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name="Acme Rockets", kind="company", summary="It makes rockets.")
    assert ada.post(add_address(Company), form).status_code == 302
    assert ada.post(add_address(Company), form).status_code == 302
    assert set(Company.objects.values_list("slug", flat=True)) == {"acme-rockets", "acme-rockets-2"}


def test_a_name_without_a_letter_for_a_slug_asks_for_one(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name="回應", kind="company", summary="It makes rockets.")
    answer = ada.post(add_address(Company), form)
    assert "Write a slug" in answer.content.decode()


def test_a_slug_once_used_is_refused_in_the_form(ada: Client) -> None:
    Slug.claim("company", ["acme"])
    form = changed(opened(ada, add_address(Company)), name="Acme", kind="company", summary="It.", slug="acme")
    answer = ada.post(add_address(Company), form)
    assert answer.status_code == 200
    assert "a slug is used once" in answer.content.decode()


def test_pasted_text_is_mended_rather_than_refused(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name=" Cafe\u0301 ", kind="company", summary="It brews.")
    assert ada.post(add_address(Company), form).status_code == 302
    assert Company.objects.get().name == "Café"


def test_faults_are_listed_above_the_form_with_links_to_their_fields(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name="Acme", website="javascript:alert(1)")
    page = ada.post(add_address(Company), form).content.decode()
    assert '<a href="#id_website">Website</a>' in page
    assert '<a href="#id_summary">Summary</a>' in page
    assert 'value="Acme"' in page
    assert not Company.objects.exists()


def test_children_keep_the_order_in_which_they_are_numbered(ada: Client) -> None:
    names = [{"name": name, "kind": "brand"} for name in ("One", "Two", "Three")]
    company = cast.company(names=names)
    form = changed(opened(ada, row_address(company)), names__0__order="", names__1__order="5", names__2__order="0")
    ada.post(row_address(company), form)
    assert [(name.name, name.order) for name in company.names.all()] == [("Three", 0), ("Two", 1), ("One", 2)]


def test_a_form_that_the_database_refuses_is_judged_anew(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = changed(opened(ada, add_address(Company)), name="Acme", kind="company", summary="It.", slug="acme")
    real, calls = Company.save, []

    def refused_once(row: Company, *args: Any, **kwargs: Any) -> None:
        calls.append(row)
        if len(calls) == 1:
            raise IntegrityError
        real(row, *args, **kwargs)

    monkeypatch.setattr(Company, "save", refused_once)
    assert ada.post(add_address(Company), form).status_code == 302
    assert len(calls) == 2


def test_a_second_row_of_the_same_key_is_refused_in_the_form(ada: Client) -> None:
    check = cast.check()
    values = {"demand": check.demand, "looked_on": check.looked_on, "outcome": "no_reply"}
    rows = {"company": str(check.company_id), "law": str(check.law_id)}
    answer = ada.post(
        add_address(MODELS["check"]), changed(opened(ada, add_address(MODELS["check"])), **values, **rows)
    )
    assert f"There is one already: {check.key}" in answer.content.decode()


def test_a_wrong_row_without_a_slug_is_told_its_own_faults_first(ada: Client) -> None:
    answer = ada.post(add_address(MODELS["check"]), changed(opened(ada, add_address(MODELS["check"])), looked_on="x"))
    assert "There is one already" not in answer.content.decode()
    assert "no date" in answer.content.decode()


def test_laws_and_places_get_slugs_of_their_names(ada: Client) -> None:
    place = {"name": "Old Freedonia", "kind": "country"}
    ada.post(add_address(Jurisdiction), changed(opened(ada, add_address(Jurisdiction)), **place))
    freedonia = Jurisdiction.objects.get(slug="old-freedonia")
    law: dict[str, str | list[str]] = {
        "name": "An Act",
        "short_name": "Data Act",
        "kind": "statute",
        "demands": ["user_data"],
        "summary": "It asks.",
        "jurisdiction": str(freedonia.pk),
    }
    assert ada.post(add_address(Law), changed(opened(ada, add_address(Law)), **law)).status_code == 302
    assert Law.objects.get().slug == "old-freedonia-data-act"


def test_a_long_name_gives_a_slug_that_fits(ada: Client) -> None:
    values = {"name": "Anvil " * 40, "kind": "company", "summary": "It makes anvils."}
    ada.post(add_address(Company), changed(opened(ada, add_address(Company)), **values))
    assert Company.objects.get().slug == "-".join(["anvil"] * 12)
