"""The form of a law: its demands, provisions and events."""

import pytest
from django.test import Client

from tests import cast
from tests.desk.screen import (
    changed,
    opened,
    row_address,
    with_row,
)

pytestmark = pytest.mark.django_db


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
