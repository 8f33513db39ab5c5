"""One item: its literal shape, and its status at each instant (design: documents)."""

import hashlib
import json
from datetime import datetime, timedelta

import pytest

from companies import clock as product_clock
from companies.models import Stance
from companies.record.ledger.canonical import canonical, instant_text
from companies.record.ledger.revision import Revision
from companies.record.publishing.publish import publish, retract
from companies.vocabulary import PLURALS
from tests import cast
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
    }


def test_whoever_takes_record_out_has_the_bytes_of_sha256(world: datetime) -> None:
    for revision in Revision.objects.all():
        item = ask(f"{PLURALS[revision.kind]}/{revision.key}/")
        record = item.pop("record")
        assert hashlib.sha256(canonical(item).encode()).hexdigest() == record["sha256"] == revision.sha256


def test_a_document_is_served_as_it_was_stored(world: datetime) -> None:
    stored = Revision.objects.get(key="acme-refuses").document
    assert get(STANCE).content.startswith(f'{stored[:-1]},"record":'.encode())


def test_a_source_tells_what_it_supports_and_what_it_disputes(world: datetime) -> None:
    assert ask("sources/gazette/")["record"]["supports"] == ["acme-assessing", "acme-refuses", "globex-withdrew"]
    assert ask("sources/herald/")["record"]["disputes"] == ["acme-refuses"]


def test_a_figure_and_a_check_stand_on_their_companys_page(world: datetime) -> None:
    for kind, company in (("figure", "acme"), ("check", "initech")):
        item = ask(f"{PLURALS[kind]}/")["results"][0]
        key = item["record"]["api_url"].rstrip("/").rsplit("/", 1)[1]
        assert item["record"]["url"] == f"http://testserver/companies/{company}/#{kind}-{key}"
        assert ask(item["record"]["api_url"]) == item


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


def test_superseded_at_is_told_only_once_it_is_known(world: datetime) -> None:
    at = world - timedelta(minutes=10)
    with product_clock.fixed(at):
        stance = Stance.objects.get(slug="acme-refuses")
        stance.summary = "It says no."
        stance.save()
        publish([stance], cause="correction", note="Clearer.")
    old, new = ask(f"{STANCE}history/")["results"][::-1]
    assert (old["record"]["superseded_at"], new["record"]["superseded_at"]) == (instant_text(at), None)
    known_before = ask(f"{STANCE}?known_at={instant_text(at - timedelta(microseconds=1))}")
    assert known_before["record"]["superseded_at"] is None
    assert known_before["summary"] == old["summary"] != new["summary"]


def test_fields_and_omit_choose_top_level_keys(world: datetime) -> None:
    assert set(ask(f"{STANCE}?fields=position")) == {"slug", "position", "record"}
    assert set(ask(f"{STANCE}?fields=position&omit=record")) == {"slug", "position"}
    assert "summary" not in ask(f"{STANCE}?omit=summary")


def test_a_path_into_a_document_is_no_field(world: datetime) -> None:
    for name in ("company.name", "company__name", "private_note", "id", "pk", "slug,", "*", "record.note"):
        assert ask(f"{STANCE}?fields={name}", 400)["parameter"] == "fields"


def test_choosing_fields_sheds_four_fifths_of_a_list(db: None, clock: datetime) -> None:
    for number in range(50):
        cast.stance(f"acme-{number}", announced_on=f"2020-01-{number % 28 + 1:02}")
    cast.publish_everything()
    whole, chosen = get("stances/").content, get("stances/?fields=slug&omit=record").content
    assert len(json.loads(chosen)["results"]) == 50
    assert len(chosen) <= len(whole) / 5


def test_every_public_stance_says_who_what_when_and_by_which_sources(world: datetime) -> None:
    stances = ask("stances/")["results"]
    assert len(stances) == 3
    for stance in stances:
        assert {"law", "demand", "position", "announced_on", "citations", "record"} <= stance.keys()
        assert {"version", "sha256"} <= stance["record"].keys()
        assert [cited for cited in stance["citations"] if cited["relation"] == "supports"]
        assert all(cited["source"]["checked"] in ("read", "named") for cited in stance["citations"])
