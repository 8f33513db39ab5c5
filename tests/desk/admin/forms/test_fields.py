"""Form fields: pasted text is mended, lists keep their order, quotes are made plain."""

import pytest
from django.test import Client

from companies.models import Citation, Company, Stance
from tests import cast
from tests.desk.rows import new_stance
from tests.desk.screen import (
    add_address,
    changed,
    form_of,
    opened,
    row_address,
)

pytestmark = pytest.mark.django_db


def test_pasted_text_is_mended_rather_than_refused(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name=" Cafe\u0301 ", kind="company", summary="It brews.")
    assert ada.post(add_address(Company), form).status_code == 302
    assert Company.objects.get().name == "Café"


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
