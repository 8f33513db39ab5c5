"""One item: its literal shape, and its status at each instant (design: documents)."""

import hashlib
import json
from datetime import datetime, timedelta

import pytest

from companies import clock as product_clock
from companies.record.ledger.canonical import instant_text
from companies.record.publishing.publish import retract
from tests.api.asking import ask, get

pytestmark = pytest.mark.django_db

STANCE = "stances/acme-refuses/"


def test_a_stance_has_the_literal_shape(world: datetime) -> None:
    stance = ask("stances/acme-assessing/")
    assert stance["company"] == {"slug": "acme", "name": "Anvils Ltd"}
    assert stance["law"] == {"slug": "data-act", "short_name": "Data Act"}
    assert stance["jurisdictions"] == [{"slug": "freedonia", "name": "Freedonia"}]
    assert (stance["valid_from"], stance["valid_until"]) == ("2020-07-06", "2020-10-31")
    assert stance["citations"][0]["relation"] == "supports"
    assert stance["citations"][0]["source"]["slug"] == "gazette"
    sha256 = stance["record"].pop("sha256")
    assert len(sha256) == 64
    assert stance["record"] == {
        "kind": "stance",
        "url": "http://testserver/stances/acme-assessing/",
        "api_url": "http://testserver/api/v1/stances/acme-assessing/",
        "version": 1,
        "recorded_at": "2026-12-31T11:00:00.000000Z",
        "superseded_at": None,
        "cause": "new_evidence",
        "note": "",
        "retracted": False,
        "licence": "CC-BY-4.0",
        "law_state": "in_force",
        "last_looked": "2020-07-06",
    }


def test_a_laws_state_is_that_of_the_day(world: datetime) -> None:
    assert ask("laws/data-act/?valid_on=2020-06-29")["record"]["law_state"] == "not_recorded"
    assert ask(f"{STANCE}?valid_on=2020-06-30")["record"]["law_state"] == "in_force"
    assert "law_state" not in ask("companies/acme/")["record"]


def test_what_was_never_published_is_not_found(world: datetime) -> None:
    problem = ask("stances/acme-dreams/", 404)
    assert problem["type"] == "http://testserver/api/problems/not-found/"
    assert problem["status"] == 404


def test_before_its_first_publication_a_key_is_as_if_it_never_existed(
    world: datetime, django_assert_max_num_queries: object
) -> None:
    before = instant_text(world - timedelta(hours=2))
    early, never = ask(f"{STANCE}?known_at={before}", 404), ask(f"stances/acme-dreams/?known_at={before}", 404)
    assert early | {"instance": ""} == never | {"instance": ""}


def test_a_retracted_item_answers_410_with_its_tombstone(world: datetime) -> None:
    with product_clock.fixed(world - timedelta(minutes=10)):
        retract([("stance", "acme-refuses")], note="The statement was about another law.")
    response = get(STANCE, 410)
    assert response["Content-Type"] == "application/json"
    tombstone = json.loads(response.content)
    assert list(tombstone) == ["record"]
    assert tombstone["record"] == {
        "kind": "stance",
        "url": "http://testserver/stances/acme-refuses/",
        "api_url": "http://testserver/api/v1/stances/acme-refuses/",
        "version": 2,
        "recorded_at": "2026-12-31T11:50:00.000000Z",
        "superseded_at": None,
        "cause": "retraction",
        "note": "The statement was about another law.",
        "retracted": True,
        "sha256": hashlib.sha256(b"{}").hexdigest(),
    }


def test_before_its_retraction_an_item_answers_the_old_bytes(world: datetime) -> None:
    asked = f"{STANCE}?valid_on=2026-01-01&known_at={instant_text(world - timedelta(minutes=30))}"
    before = get(asked).content
    with product_clock.fixed(world - timedelta(minutes=10)):
        retract([("stance", "acme-refuses")], note="Another law.")
    assert get(asked).content == before


def test_every_public_stance_says_who_what_when_and_by_which_sources(world: datetime) -> None:
    stances = ask("stances/")["results"]
    assert len(stances) == 3
    for stance in stances:
        assert {"law", "demand", "position", "announced_on", "citations", "record"} <= stance.keys()
        assert {"version", "sha256"} <= stance["record"].keys()
        assert [cited for cited in stance["citations"] if cited["relation"] == "supports"]
        assert all(cited["source"]["checked"] in ("read", "named") for cited in stance["citations"])
