"""The preview: the page as it would be, for editors alone, never written (design: what must never happen 2)."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from companies.desk.admin.screens.preview import preview_address
from companies.models import Revision
from companies.models.rows import MODELS
from tests import cast
from tests.desk.screen import act, publish_at_desk, row_address

pytestmark = pytest.mark.django_db


PART, ROW = (
    f'<mark class="desk-unpublished">{words}</mark>' for words in ("not published yet", "this row is not published yet")
)


def test_a_draft_is_shown_as_its_page_would_be_and_stays_a_draft(ada: Client) -> None:
    stance = cast.stance(summary="A summary that nobody has read.")
    page = ada.get(preview_address(("stance", stance.slug))).content.decode()
    assert "A summary that nobody has read." in page
    assert "Preview: nobody else sees this page." in page
    assert not Revision.objects.exists()
    assert Client().get(f"/stances/{stance.slug}/").status_code == 404


def test_what_is_not_published_is_marked(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    stance.summary = "A summary that nobody has read."
    stance.save()
    page = ada.get(preview_address(("stance", stance.slug))).content.decode()
    assert "<mark>changed</mark>" in page
    assert "<mark>Summary</mark>" in page
    assert "A summary that nobody has read." not in Client().get(f"/stances/{stance.slug}/").content.decode()


def test_the_page_is_the_readers_own_but_for_the_band(ada: Client) -> None:
    stance = cast.stance()
    preview = ada.get(preview_address(("stance", stance.slug))).content.decode()
    publish_at_desk(ada, stance, note="-")
    public = Client().get(f"/stances/{stance.slug}/").content.decode()
    assert main_of(preview).replace(f"{PART} ", "").replace(f" {ROW}", "") == main_of(public)


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_a_draft_says_in_its_heading_that_all_of_it_is_new_and_at_its_links_which_rows_are(ada: Client) -> None:
    law = cast.law()
    publish_at_desk(ada, law)
    stance = cast.stance(law=law)
    page = main_of(ada.get(preview_address(("stance", stance.slug))).content.decode())
    assert page.count(PART) == 1
    assert re.search(rf"<h1[^>]*>\s*{PART}", page)
    assert f'href="/companies/acme/"><bdi>Acme</bdi></a> {ROW}' in page
    assert f'href="/laws/data-act/">Data Act</a> {ROW}' not in page


def test_what_changed_is_marked_where_it_stands_and_nothing_else_is(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    stance.summary = "A summary that nobody has read."
    stance.save()
    page = main_of(ada.get(preview_address(("stance", stance.slug))).content.decode())
    assert f"{PART} A summary that nobody has read." in page
    assert not re.search(rf"<h1[^>]*>\s*{PART}", page)
    assert ROW not in page


def test_a_new_figure_is_marked_on_its_companys_public_page(ada: Client) -> None:
    company = cast.company()
    publish_at_desk(ada, company)
    figure = cast.figure(company=company, received=31415)
    page = main_of(ada.get(preview_address(("figure", figure.key))).content.decode())
    assert re.search(rf"<h2 id=\"figures\">\s*{PART} Says and does", page)
    assert re.search(rf"{PART} 31,?415", page)
    assert f"{PART} It makes anvils." not in page


def test_a_retracted_rows_preview_says_that_all_of_it_is_new(ada: Client) -> None:
    company = cast.company()
    publish_at_desk(ada, company)
    act(ada, "retract", [company], note="On purpose.")
    page = main_of(ada.get(preview_address(("company", "acme"))).content.decode())
    assert re.search(rf"<h1[^>]*>\s*{PART}", page)


def test_nothing_of_the_marks_stands_on_a_readers_page(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    stance.summary = "A summary that nobody has read."
    stance.save()
    before = Client().get(f"/stances/{stance.slug}/").content
    ada.get(preview_address(("stance", stance.slug)))
    assert Client().get(f"/stances/{stance.slug}/").content == before
    assert b"<mark" not in before


@pytest.mark.parametrize("kind", MODELS)
def test_every_kind_has_a_preview(ada: Client, kind: str) -> None:
    cast.stance()
    cast.figure()
    cast.check()
    row = MODELS[kind]._default_manager.order_by("pk")[0]
    answer = ada.get(preview_address((kind, row.public_key)))
    assert answer.status_code == 200
    assert "Preview: nobody else sees this page." in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_row_that_cannot_be_published_says_why(ada: Client) -> None:
    stance = cast.stance(announced_on="2031")
    page = ada.get(preview_address(("stance", stance.slug))).content.decode()
    assert "it is announced in the future: 2031" in page


def test_the_rows_page_links_its_preview(ada: Client) -> None:
    stance = cast.stance()
    assert preview_address(("stance", stance.slug)) in ada.get(row_address(stance)).content.decode()


@pytest.mark.parametrize("query", ["", "?row=stance/none", "?row=x", "?row=company/acme&row=source/gazette"])
def test_what_is_no_row_is_not_found(ada: Client, query: str) -> None:
    cast.company()
    assert ada.get(f"/admin/preview/{query}").status_code == 404


def test_nobody_without_an_account_or_the_right_sees_it(log_in: Callable[[User], Client]) -> None:
    stance = cast.stance()
    address = preview_address(("stance", stance.slug))
    assert Client().get(address).status_code == 302
    user = User.objects.create_user("stranger", password="an-anvil-falls-slowly", is_staff=True)
    assert log_in(user).get(address).status_code == 403
    user.user_permissions.set(Permission.objects.filter(codename="view_stance"))
    assert log_in(User.objects.get(pk=user.pk)).get(address).status_code == 200
