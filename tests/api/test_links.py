"""Where a list goes on: `next`, `previous` and the header `Link` that mirrors them."""

from datetime import datetime, timedelta

import pytest

from companies import clock as product_clock
from companies.record.publishing.publish import publish, retract
from tests import cast
from tests.api.asking import ask, get, pages_of, slugs

pytestmark = pytest.mark.django_db


def test_a_walk_forth_and_back_gives_the_same_pages_and_link_mirrors_it(world: datetime) -> None:
    forth = pages_of("stances/?page_size=1&ordering=valid_from")
    assert [[row["slug"] for row in page] for page in forth] == [
        ["globex-withdrew"],
        ["acme-assessing"],
        ["acme-refuses"],
    ]
    last = ask(ask(ask("stances/?page_size=1&ordering=valid_from")["next"])["next"])
    assert last["next"] is None
    middle = get(last["previous"])
    assert [row["slug"] for row in middle.json()["results"]] == ["acme-assessing"]
    told = middle.json()
    assert middle["Link"] == f'<{told["next"]}>; rel="next", <{told["previous"]}>; rel="prev"'
    assert ask(told["previous"])["previous"] is None


def test_a_list_of_one_page_has_no_link(world: datetime) -> None:
    assert "Link" not in get("stances/")


def test_a_walk_keeps_to_the_state_in_which_it_began(world: datetime) -> None:
    first = ask("stances/?page_size=1")
    with product_clock.fixed(world - timedelta(minutes=5)):
        retract([("stance", "acme-assessing")], note="Taken back.")
        publish([cast.stance("acme-later", announced_on="2021")], cause="company_acted")
    second = ask(first["next"])
    assert [row["slug"] for row in second["results"]] == ["acme-assessing"]
    assert (second["known_at"], second["head"]) == (first["known_at"], first["head"])
    assert slugs("stances/") == ["acme-later", "acme-refuses", "globex-withdrew"]


def test_a_cursor_goes_on_with_its_own_question_only(world: datetime) -> None:
    cursor = ask("stances/?page_size=1")["next"].split("cursor=")[1]
    assert ask(f"stances/?cursor={cursor}&page_size=2")["results"]
    for query in ("position=refuses", "ordering=valid_from", "valid_on=2020-07-08", "known_at=2026-12-31T11:30:00Z"):
        assert ask(f"stances/?{query}&cursor={cursor}", 400)["type"].endswith("/foreign-cursor/")
    assert ask(f"companies/?cursor={cursor}", 400)["parameter"] == "cursor"
