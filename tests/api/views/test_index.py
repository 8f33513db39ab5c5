"""``/api/v1/``: every list with its addresses, at the clocks that are asked for."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest

from companies.api.schema.openapi import openapi
from companies.record.ledger.canonical import instant_text
from companies.record.publishing.publish import publish
from companies.vocabulary import PLURALS
from tests import cast
from tests.api.asking import ask, get

pytestmark = pytest.mark.django_db

KEYS = {
    "stance": "acme-refuses",
    "company": "acme",
    "law": "data-act",
    "source": "gazette",
    "jurisdiction": "freedonia",
}


def test_each_list_of_the_api_is_told_once(world: datetime) -> None:
    rows = ask("/api/v1/")["results"]
    assert [row["kind"] for row in rows] == [*PLURALS, "change"]
    told = {urlsplit(row["api_url"]).path for row in rows}
    lists = {path for path in openapi()["paths"] if "{key}" not in path} - {"/api/v1/", "/api/v1/schema/"}
    assert told == lists
    assert all(row["title"].endswith(".") for row in rows)


@pytest.mark.parametrize(
    "clocks", ["", "?valid_on=2021-06-30", "?known_at=2026-12-31T12:30:00%2B01:00&valid_on=2021-06-30"]
)
def test_every_address_answers_at_the_clocks_asked_for(world: datetime, clocks: str) -> None:
    index = ask(f"/api/v1/{clocks}")
    state = {name: index[name] for name in ("valid_on", "known_at", "head", "ledger")}
    assert state["valid_on"] == ("2021-06-30" if clocks else None)
    for row in index["results"]:
        answers = [ask(row["api_url"])]
        if row["kind"] in PLURALS:
            key = KEYS.get(row["kind"]) or answers[0]["results"][0]["record"]["key"]
            answers += [ask(row["history"].replace("{key}", key)), ask(row["changes"])]
            assert {change["kind"] for change in answers[-1]["results"]} == {row["kind"]}
            item = ask(row["item"].replace("{key}", key))
            assert item == answers[1]["results"][0]
        for answer in answers:
            assert {name: answer[name] for name in state} == state


def test_the_schema_and_the_reference_are_told_where_they_speak_of_the_list(world: datetime) -> None:
    page = get("/api/").content.decode()
    for row in ask("/api/v1/?valid_on=2020-07-08")["results"]:
        address, pointer = row["schema"].split("#")
        schema = ask(address)
        for name in pointer.strip("/").split("/"):
            schema = schema[name]
        assert schema["properties"]["results"]
        address, anchor = row["reference"].split("#")
        assert address == "http://testserver/api/?valid_on=2020-07-08"
        assert f'id="{anchor}"' in page


def test_the_envelope_is_that_of_a_list_of_one_page(world: datetime) -> None:
    index, listed = ask("/api/v1/"), ask("stances/")
    assert list(index) == list(listed)
    assert {**index, "results": []} == {**listed, "results": []}


def test_a_stray_is_refused_as_on_a_list(world: datetime) -> None:
    for stray in ("utm_source=x", "fbclid=x", "page_size=5", "company=acme", "valid_on=2020", "known_at=2026-12-31"):
        name = stray.partition("=")[0]
        problem = get(f"/api/v1/?{stray}", 400).json()
        assert problem["parameter"] == name
        assert problem["status"] == 400
    unknown = get("/api/v1/?known=2020-07-08", 400).json()
    assert (unknown["allowed"], unknown["suggestion"]) == (["known_at", "min_head", "valid_on"], "known_at")


def test_it_is_checked_again_since_a_later_release_may_have_more_lists(world: datetime) -> None:
    settled = f"/api/v1/?valid_on=2020-07-08&known_at={instant_text(world - timedelta(minutes=30))}"
    answer = get(settled)
    assert answer["Cache-Control"] == "public, max-age=60, must-revalidate"
    unchanged = get(settled, 304, if_none_match=answer["ETag"])
    assert unchanged["Cache-Control"] == answer["Cache-Control"]
    now = get("/api/v1/")
    publish([cast.company("hooli")], cause="new_evidence")
    assert get("/api/v1/")["ETag"] != now["ETag"]
    assert get(settled)["ETag"] == answer["ETag"]


def test_before_the_record_begins_there_are_lists_and_no_head(db: None, clock: datetime) -> None:
    index = ask("/api/v1/")
    assert (index["head"], index["known_at"], len(index["results"])) == (0, None, len(PLURALS) + 1)
