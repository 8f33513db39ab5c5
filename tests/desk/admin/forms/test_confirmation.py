"""The form of the confirmation page: a cause that the set can take, and a public note where one is needed."""

import pytest
from django.test import Client

from companies.models import Revision, Source
from companies.record.publishing.publish import publish
from companies.record.publishing.states import state_of
from tests import cast
from tests.desk.screen import act, publish_at_desk

pytestmark = pytest.mark.django_db


def test_without_a_cause_nothing_is_written_and_the_note_is_kept(ada: Client) -> None:
    stance = cast.stance()
    publish([stance.company, stance.law.jurisdiction, stance.law, Source.objects.get()], cause="new_evidence")
    answer = act(ada, "publish", [stance], cause=[], note="As the Gazette has it.")
    assert answer.status_code == 200
    assert "As the Gazette has it." in answer.content.decode()
    assert '<a href="#id_cause">Cause</a>' in answer.content.decode()
    assert state_of(stance) == "draft"


def test_a_cause_that_the_set_cannot_take_is_refused(ada: Client) -> None:
    answer = act(ada, "publish", [cast.stance()], cause="correction")
    assert "This set can’t take that cause" in answer.content.decode()
    assert not Revision.objects.exists()


def test_retracting_without_a_note_is_refused(ada: Client) -> None:
    stance = cast.stance()
    publish_at_desk(ada, stance)
    assert act(ada, "retract", [stance], note=" ").status_code == 200
    assert state_of(stance) == "published"
