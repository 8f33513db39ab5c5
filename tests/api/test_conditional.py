"""Validators and caching of an answer (A07)."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import clock as product_clock
from companies.record.ledger.canonical import instant_text
from companies.record.publishing.publish import publish, retract
from tests import cast
from tests.api.asking import ELSEWHERE, RECORD, get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", RECORD)
def test_whoever_holds_the_answer_gets_304_in_three_queries_at_most(world: datetime, path: str) -> None:
    full = get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        unchanged = get(path, 304, if_none_match=f'"other", {full["ETag"]}')
    assert len(queries) <= 3
    assert unchanged.content == b""
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert unchanged[name] == full[name]
    assert "Content-Type" not in unchanged


@pytest.mark.parametrize("path", [*RECORD, *ELSEWHERE])
def test_an_etag_is_strong_and_star_means_any(world: datetime, path: str) -> None:
    full = get(path)
    assert full["ETag"].startswith('"')
    assert get(path, 304, if_none_match="*")["ETag"] == full["ETag"]
    assert get(path, 304, if_none_match=full["ETag"]).content == b""
    assert get(path, if_none_match='"another"').content == full.content


def test_an_etag_changes_with_the_record_the_question_and_the_address(world: datetime) -> None:
    tags = [
        get(path)["ETag"]
        for path in ("stances/", "stances/?page_size=50", "companies/", "stances/?valid_on=2020-07-08")
    ]
    publish([cast.company("hooli")], cause="new_evidence")
    tags.append(get("stances/")["ETag"])
    assert len(set(tags)) == len(tags)


def test_an_etag_changes_with_the_day_where_the_answer_shows_today(world: datetime) -> None:
    paths = ["stances/", "laws/data-act/", "checks/", "companies/", "stances/?valid_on=2020-07-08"]
    today = [get(path)["ETag"] for path in paths]
    with product_clock.fixed(world + timedelta(days=1)):
        tomorrow = [get(path)["ETag"] for path in paths]
    assert [one == other for one, other in zip(today, tomorrow, strict=True)] == [False, False, False, True, True]


def test_a_compressed_answer_has_its_own_strong_etag_and_the_same_bytes_each_time(world: datetime) -> None:
    plain = get("stances/")
    first, second = (get("stances/", accept_encoding="gzip") for _ in range(2))
    assert first["Content-Encoding"] == "gzip"
    assert first.content == second.content
    assert first["ETag"] == plain["ETag"][:-1] + '-gzip"'
    assert "Accept-Encoding" in plain["Vary"]
    get("stances/", 304, if_none_match=first["ETag"], accept_encoding="gzip")


def test_last_modified_is_the_heads_instant_as_known_then(world: datetime) -> None:
    assert get("stances/")["Last-Modified"] == "Thu, 31 Dec 2026 11:00:00 GMT"
    publish([cast.company("hooli")], cause="new_evidence")
    assert get("stances/")["Last-Modified"] == "Thu, 31 Dec 2026 12:00:00 GMT"
    assert get("stances/?known_at=2026-12-31T11:30:00Z")["Last-Modified"] == "Thu, 31 Dec 2026 11:00:00 GMT"


def test_only_settled_clocks_are_kept_for_ever(world: datetime) -> None:
    settled = f"stances/?valid_on=2020-07-08&known_at={instant_text(world - timedelta(seconds=60))}"
    unsettled = f"stances/?valid_on=2020-07-08&known_at={instant_text(world - timedelta(seconds=59))}"
    assert get(settled)["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in (unsettled, "stances/", "stances/?known_at=2026-12-31T11:30:00Z", "stances/?valid_on=2020-07-08"):
        assert get(path)["Cache-Control"] == "public, max-age=60, must-revalidate"


def test_settled_clocks_give_the_same_bytes_for_ever(world: datetime) -> None:
    paths = [
        f"{path}{sign}valid_on=2020-10-30&known_at=2026-12-31T11:30:00Z"
        for path, sign in (
            ("stances/", "?"),
            ("stances/acme-refuses/", "?"),
            ("laws/?count=true", "&"),
            ("changes/", "?"),
        )
    ]
    before = [get(path).content for path in paths]
    retract([("stance", "acme-refuses")], note="Taken back.")
    with product_clock.fixed(world + timedelta(days=365)):
        assert [get(path).content for path in paths] == before


def test_a_tombstone_has_no_etag_since_304_would_say_that_it_stands(world: datetime) -> None:
    etag = get("stances/acme-refuses/")["ETag"]
    retract([("stance", "acme-refuses")], note="Taken back.")
    gone = get("stances/acme-refuses/", 410, if_none_match=etag)
    assert "ETag" not in gone
    assert get("stances/acme-refuses/", 410, if_none_match="*").content == gone.content
