"""Where a desk row stands, and what of its entered fields differs from what was published (design: publishing 2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Stance
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.states import differences, rows_by_state, state_of, states_of
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_row_is_a_draft_then_published_then_changed_then_retracted() -> None:
    row = cast.stance("acme-1")
    assert state_of(row) == "draft"
    cast.publish_everything()
    assert state_of(row) == "published"
    row.summary = "It says that it never will."
    row.save()
    assert state_of(row) == "changed"
    retract([("stance", "acme-1")], note="Doubtful.")
    assert state_of(row) == "retracted"
    publish([row], cause="new_evidence")
    assert state_of(row) == "published"


def test_a_row_that_was_only_stored_anew_is_still_as_published() -> None:
    first = cast.stance("acme-1", announced_on="2019")
    cast.publish_everything()
    publish([cast.stance("acme-2", announced_on="2020")], cause="company_acted")
    company = first.company
    company.name = "Acme Anvils"
    company.save()
    publish([company], cause="new_evidence", note="A new name.")
    assert state_of(first) == "published"
    assert differences(first) == []


def test_what_is_never_public_makes_no_difference() -> None:
    row = cast.stance("acme-1")
    cast.publish_everything()
    row.private_note = "Ask them again."
    row.save()
    assert state_of(row) == "published"
    assert differences(row) == []


def test_differences_name_what_differs_on_both_sides_and_none_for_what_is_left_out() -> None:
    row = cast.stance("acme-1", announced_on="2020", covers=["all"])
    cast.publish_everything()
    row.effective_on, row.covers, row.position = "2019", [], "assessing"
    row.save()
    assert differences(row) == [
        ("position", "assessing", "refuses"),
        ("effective_on", "2019", None),
        ("covers", None, [{"name": "all"}]),
    ]


def test_of_a_draft_everything_differs() -> None:
    row = cast.place()
    assert differences(row) == [
        ("slug", "freedonia", None),
        ("name", "Freedonia", None),
        ("kind", "country", None),
    ]


def test_a_text_that_became_a_companys_slug_reads_as_changed_until_it_is_published_again() -> None:
    row = cast.stance("acme-1", covers=["zenith"])
    cast.publish_everything()
    zenith = cast.company("zenith", kind="service")
    assert state_of(row) == "changed"
    assert differences(row) == [("covers", [{"slug": "zenith"}], [{"name": "zenith"}])]
    publish([zenith], cause="new_evidence")
    publish([row], cause="correction", note="It is a service of its own.")
    assert state_of(row) == "published"


def test_statuses_ask_as_many_queries_for_many_rows_as_for_few() -> None:
    rows = [cast.stance(f"acme-{number}", announced_on=str(number)) for number in range(2001, 2011)]
    cast.publish_everything()

    def queries(asked: list[Stance]) -> int:
        with CaptureQueriesContext(connection) as context:
            assert set(states_of(asked).values()) == {"published"}
        return len(context)

    assert queries(rows) == queries(rows[:2])


def test_rows_of_any_kinds_are_grouped_by_their_state() -> None:
    stance, other = cast.stance("acme-1"), cast.source("herald")
    assert rows_by_state([other, stance]) == {"draft": [other, stance]}
    cast.publish_everything()
    other.title = "Another title"
    other.save()
    retract([("stance", "acme-1")], note="Doubtful.")
    law = stance.law
    assert rows_by_state([stance, other, law]) == {"retracted": [stance], "changed": [other], "published": [law]}
    assert rows_by_state([])["draft"] == []
