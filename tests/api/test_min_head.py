"""``min_head``: what answers is at least as new as what the asker has (design: filters 6; decision 044)."""

from datetime import datetime

import pytest

from companies.record.publishing.publish import publish
from tests import cast
from tests.api.asking import RECORD, ask, get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", RECORD)
def test_it_changes_neither_bytes_nor_etag(world: datetime, path: str) -> None:
    head = ask("")["head"]
    plain, asked = get(path), get(f"{path}{'&' if '?' in path else '?'}min_head={head}")
    assert asked.content == plain.content
    assert asked["ETag"] == plain["ETag"]
    assert asked.get("Link") == plain.get("Link")


def test_a_walk_may_begin_or_go_on_with_it(world: datetime) -> None:
    first = ask("stances/?page_size=1&min_head=1")
    assert "min_head" not in first["next"]
    assert ask(f"{first['next']}&min_head=1") == ask(first["next"])


def test_a_head_that_is_not_there_is_told_with_the_newest(world: datetime) -> None:
    head = ask("")["head"]
    early = "known_at=2026-12-31T10:00:00Z"
    for path in ("", "stances/", "stances/acme-refuses/", "stances/acme-refuses/history/", "changes/"):
        problem = ask(f"{path}?{early}&min_head={head + 1}", 400)
        assert problem["type"].endswith("/future-head/")
        assert problem["detail"] == f"'min_head' is {head + 1}; the newest head that can be asked: {head}."
    publish([cast.company("hooli")], cause="new_evidence")
    assert ask(f"stances/?{early}&min_head={head + 1}")["head"] == 0


@pytest.mark.parametrize("value", ["", "-1", "1.0", "01", "x", "99999999999"])
def test_it_is_a_whole_number(world: datetime, value: str) -> None:
    assert ask(f"stances/?min_head={value}", 400)["parameter"] == "min_head"


def test_pages_take_none(world: datetime) -> None:
    assert get("/stances/acme-refuses/?min_head=1", 400)
    assert get("/timeline/?min_head=1", 400)


@pytest.mark.parametrize("path", [*RECORD, "/", "/stances/acme-refuses/", "/companies/"])
def test_the_head_that_an_answer_was_read_at_stands_in_its_etag(world: datetime, path: str) -> None:
    head = ask("")["head"]
    assert get(path)["ETag"].startswith(f'"{head}-')
    publish([cast.company("hooli")], cause="new_evidence")
    expected = head if "known_at" in path else head + 1
    assert get(path)["ETag"].startswith(f'"{expected}-')
