"""The change feed: one entry a revision, gapless, with what differs (design: changes)."""

from datetime import datetime, timedelta

import pytest

from companies import clock as product_clock
from companies.models import Company, Stance
from companies.record.ledger.canonical import instant_text
from companies.record.ledger.revision import Head, Revision
from companies.record.publishing.publish import publish, retract
from tests import cast
from tests.api.asking import ask, pages_of

pytestmark = pytest.mark.django_db


def correct(slug: str, **fields: str) -> None:
    """Correct a stance."""
    Stance.objects.filter(slug=slug).update(**fields)
    publish([Stance.objects.get(slug=slug)], cause="correction", note="The source says paused.")


def test_every_revision_is_told_once_in_order(world: datetime) -> None:
    correct("acme-refuses", position="suspended")
    rows = [row for page in pages_of("changes/?page_size=3") for row in page]
    assert [row["seq"] for row in rows] == list(range(1, Revision.objects.count() + 1))


def test_a_change_has_the_literal_shape(world: datetime) -> None:
    seq = Revision.objects.count()
    correct("acme-refuses", position="suspended")
    row = ask(f"changes/?after={seq}")["results"][0]
    sha256, ledger = row.pop("sha256"), row.pop("ledger")
    assert ledger == Head.objects.get().ledger
    assert sha256 == ask("stances/acme-refuses/")["record"]["sha256"]
    assert row == {
        "seq": seq + 1,
        "kind": "stance",
        "key": "acme-refuses",
        "change": "changed",
        "cause": "correction",
        "note": "The source says paused.",
        "version": 2,
        "recorded_at": "2026-12-31T12:00:00.000000Z",
        "url": "http://testserver/stances/acme-refuses/",
        "api_url": "http://testserver/api/v1/stances/acme-refuses/",
        "fields": {"position": {"old": "refuses", "new": "suspended"}},
    }


def test_a_first_version_and_one_after_a_tombstone_are_added(world: datetime) -> None:
    retract([("stance", "acme-refuses")], note="Another law.")
    publish([Stance.objects.get(slug="acme-refuses")], cause="new_evidence", note="This law.")
    own = [row for row in ask("changes/?kind=stance&page_size=100")["results"] if row["key"] == "acme-refuses"]
    assert [row["change"] for row in own] == ["added", "retracted", "added"]
    assert own[1]["fields"]["position"] == {"old": "refuses", "new": None}
    assert own[2]["fields"]["position"] == {"old": None, "new": "refuses"}


def test_what_is_only_stored_anew_is_told_as_technical(world: datetime) -> None:
    Company.objects.filter(slug="acme").update(name="Acme Works")
    publish([Company.objects.get(slug="acme")], cause="new_evidence", note="It has a new name.")
    causes = {(row["kind"], row["cause"]) for row in ask("changes/?after=1&cause=technical")["results"]}
    assert ("stance", "technical") in causes


def test_a_company_gives_its_own_revisions_and_all_that_name_it_tombstones_too(world: datetime) -> None:
    retract([("stance", "globex-withdrew")], note="Another law.")
    rows = ask("changes/?company=globex")["results"]
    assert [(row["kind"], row["change"]) for row in rows] == [
        ("company", "added"),
        ("stance", "added"),
        ("stance", "retracted"),
    ]


def test_filters_of_changes(world: datetime) -> None:
    correct("acme-refuses", position="suspended")
    assert {row["kind"] for row in ask("changes/?kind=law,company")["results"]} == {"law", "company"}
    assert [row["key"] for row in ask("changes/?change=changed")["results"]] == ["acme-refuses"]
    assert [row["key"] for row in ask("changes/?cause=correction&law=data-act&count=true")["results"]] == [
        "acme-refuses"
    ]


def test_changes_are_those_known_then(world: datetime) -> None:
    with product_clock.fixed(world - timedelta(minutes=10)):
        correct("acme-refuses", position="suspended")
    before = instant_text(world - timedelta(minutes=11))
    assert ask(f"changes/?change=changed&known_at={before}")["results"] == []
    assert ask("changes/?ordering=-recorded_at")["results"][0]["change"] == "changed"


def test_fields_choose_and_the_number_stays(world: datetime) -> None:
    assert list(ask("changes/?fields=key&page_size=1")["results"][0]) == ["seq", "key"]
    assert "fields" not in ask("changes/?omit=fields&page_size=1")["results"][0]


def test_an_unpublished_edit_is_no_change(world: datetime) -> None:
    head = ask("changes/")["head"]
    cast.stance("acme-draft", announced_on="2021", summary="A draft.")
    Stance.objects.filter(slug="acme-refuses").update(summary="Edited, and not published.")
    assert ask(f"changes/?after={head}") | {"known_at": ""} == ask(f"changes/?after={head}&kind=stance") | {
        "known_at": ""
    }
    assert ask("changes/")["head"] == head
