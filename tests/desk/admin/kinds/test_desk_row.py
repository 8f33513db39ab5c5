"""What every kind's admin does alike: finding, frozen fields, deleting, saving."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from companies.models import Company, Jurisdiction, Slug
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from tests import cast
from tests.desk.rows import make_rows, rows_shown
from tests.desk.screen import (
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


def test_save_and_publish_goes_on_to_the_confirmation(ada: Client) -> None:
    company = cast.company()
    answer = ada.post(row_address(company), changed(opened(ada, row_address(company)), _publish="yes"))
    assert answer.headers["Location"] == "/admin/publish/?row=company%2Facme"


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
