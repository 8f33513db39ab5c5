"""Documents in an editor's words."""

import pytest
from django.test import Client

from companies.desk.admin.screens.confirmation import confirmation_address
from companies.models import LawEvent
from tests import cast
from tests.desk.screen import publish_at_desk

pytestmark = pytest.mark.django_db


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
