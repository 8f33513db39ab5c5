"""Dates that can't be are refused and odd ones warned of, in forms and packs alike (decision 016)."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from companies.desk.pack.loading import LoadOptions, load
from companies.models import Check, Figure, Law, Source, Stance
from tests import cast
from tests.desk.pack.made_up import change, copied
from tests.desk.screen import changed, form_of, opened, row_address, with_row

pytestmark = pytest.mark.django_db

REFUSED: dict[str, tuple[type[Any], dict[str, str], str]] = {
    "a check to come": (Check, {"looked_on": "2031"}, "2031 lies in the future."),
    "a question to come": (Check, {"asked_on": "2031"}, "2031 lies in the future."),
    "a figure to come": (Figure, {"period_from": "2031", "period_to": "2032"}, "2031 lies in the future."),
    "a period that has not ended": (Figure, {"period_to": "2031"}, "2031 lies in the future."),
    "a source to come": (Source, {"published_on": "2031"}, "2031 lies in the future."),
    "a law adopted in the future": (Law, {"adopted_on": "2031"}, "2031 lies in the future."),
    "a repeal before": (Law, {"adopted_on": "2020", "repealed_on": "2019"}, "2019 lies before it was adopted: 2020."),
}
ODD: dict[str, tuple[type[Any], dict[str, str], str]] = {
    "in force before": (Law, {"adopted_on": "2020", "in_force_on": "2019"}, "in force from a day before"),
    "a figure before its period ended": (Figure, {"period_to": "2021"}, "before the period ended: 2021"),
    "a check before its law": (Check, {"looked_on": "2019"}, "lies before all that is recorded of the law"),
}


def world() -> None:
    """One row of every kind: a law of 2020, a figure of 2020 from a report of that year."""
    cast.law(adopted_on="2020")
    cast.stance()
    cast.check(looked_on="2021")
    cast.figure(source=cast.source("report", published_on="2020"))


@pytest.mark.parametrize(("model", "values", "message"), REFUSED.values(), ids=REFUSED)
def test_a_form_refuses_what_can_not_be(ada: Client, model: type[Any], values: dict[str, str], message: str) -> None:
    world()
    row = model._default_manager.order_by("pk").last()
    answer = ada.post(row_address(row), changed(opened(ada, row_address(row)), **values))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert message in page
    assert "Save anyway" not in page


@pytest.mark.parametrize(("model", "values", "message"), ODD.values(), ids=ODD)
def test_a_form_warns_of_what_is_odd(ada: Client, model: type[Any], values: dict[str, str], message: str) -> None:
    world()
    row = model._default_manager.order_by("pk").last()
    answer = ada.post(row_address(row), changed(opened(ada, row_address(row)), **values))
    assert message in answer.content.decode()
    assert ada.post(row_address(row), form_of(answer, "edit_version")).status_code == 302


@pytest.mark.parametrize(
    ("kind", "message", "button"),
    [
        ("adopted", "Herald was published on 2021, before 2026.", False),
        ("in_force", "herald of 2021 tells of an event more than a year later: 2026.", True),
    ],
)
def test_an_event_rests_on_no_article_that_could_not_know_of_it(
    ada: Client, kind: str, message: str, button: bool
) -> None:
    law, herald = cast.law(), cast.source("herald", published_on="2021")
    event = {"date": "2026", "kind": kind, "title": "It goes on.", "source": str(herald.pk), "order": "0"}
    page = ada.post(row_address(law), with_row(opened(ada, row_address(law)), "events", **event)).content.decode()
    assert message in page
    assert ("Save anyway" in page) is button


def test_an_article_of_the_evening_before_supports_and_an_older_one_does_not(ada: Client) -> None:
    source = cast.source(published_on="2020-07-05")
    stance = cast.stance(announced_on="2020-07-05", cited=[source])
    form = opened(ada, row_address(stance))
    assert ada.post(row_address(stance), changed(form, announced_on="2020-07-06")).status_code == 302
    form = opened(ada, row_address(stance))
    answer = ada.post(row_address(stance), changed(form, announced_on="2020-07-07"))
    assert "before the announcement on 2020-07-07" in answer.content.decode()


def test_a_pack_is_warned_of_what_is_odd_and_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = copied("bay", tmp_path)
    change(pack, "laws", 1, in_force_on="2019")
    change(pack, "checks", 1, looked_on="2018", asked_on=None)
    change(pack, "stances", 2, announced_on="2031")
    change(pack, "sources", 3, published_on=None)
    told = [str(oddity).partition("bay/")[2] for oddity in load([pack], LoadOptions(dry_run=True)).oddities]
    assert told == [
        "laws.jsonl:1: bay-data-act It is in force from a day before it was adopted.",
        "laws.jsonl:1: bay-data-act herald-2020-07-07 of 2020-07-07 tells of an event more than a year later: 2025.",
        "stances.jsonl:2: lantern-bay-data-act-user-data-2020-10 It is announced in the future, so it can’t be "
        "published yet.",
        "checks.jsonl:1: lantern-chat-bay-data-act-2018-content-removal 2018 lies before all that is recorded of the "
        "law (Data Act): 2020-05.",
    ]
    call_command("load_pack", str(pack))
    assert capsys.readouterr().err.count("Warning: ") == len(told)
    assert load([pack], LoadOptions()).oddities == []


FROZEN: dict[str, tuple[type[Any], dict[str, Any], str]] = {
    "a period that a later rule refuses": (Figure, {"period_to": "2031"}, "Period to: 2031 lies in the future."),
    "a day that a later rule refuses": (Check, {"looked_on": "2031"}, "Looked on: 2031 lies in the future."),
    "a demand that the law dropped": (Law, {"demands": ["decryption"]}, "Demand: user_data is not among the demands"),
}


@pytest.mark.parametrize(("model", "values", "message"), FROZEN.values(), ids=FROZEN)
def test_a_fault_of_a_field_that_may_not_change_any_more_is_told_beside_the_form(
    ada: Client, model: type[Any], values: dict[str, Any], message: str
) -> None:
    world()
    cast.publish_everything()
    row = Stance.objects.get() if model is Law else model._default_manager.get()
    model._default_manager.update(**values)
    answer = ada.post(row_address(row), changed(opened(ada, row_address(row)), private_note="Looked at."))
    assert answer.status_code == 200
    assert message in answer.content.decode()
