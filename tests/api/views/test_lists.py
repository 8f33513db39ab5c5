"""Lists and histories: which rows, in which order, in which envelope (design: lists and cursors)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from companies.models import Jurisdiction, Stance
from companies.record.ledger.canonical import instant_text
from companies.record.publishing.publish import publish, retract
from companies.vocabulary import PLURALS
from tests import cast
from tests.api.asking import ask, get, pages_of, slugs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("plural", PLURALS.values())
def test_before_the_first_revision_a_list_is_empty_with_head_0(clock: datetime, plural: str) -> None:
    unknown: dict[str, Any] = dict.fromkeys(("next", "previous", "valid_on", "known_at"))
    assert ask(f"{plural}/") == {"results": [], "head": 0, "ledger": ""} | unknown


def test_the_envelope_tells_what_was_asked_and_the_head_of_then(world: datetime) -> None:
    answer = ask("stances/?valid_on=2020-07-08")
    assert list(answer) == ["results", "next", "previous", "valid_on", "known_at", "head", "ledger"]
    assert (answer["valid_on"], answer["known_at"]) == ("2020-07-08", instant_text(world - timedelta(hours=1)))
    asked = ask("stances/?known_at=2026-12-31T11:30:00%2B00:00")
    assert (asked["known_at"], asked["head"]) == ("2026-12-31T11:30:00.000000Z", answer["head"])


def test_stances_stand_newest_first_by_announcement_and_the_rest_by_slug(world: datetime) -> None:
    assert slugs("stances/") == ["acme-refuses", "acme-assessing", "globex-withdrew"]
    assert slugs("companies/") == ["acme", "globex", "initech"]


@pytest.mark.parametrize("ordering", ["announced_on", "valid_from", "recorded_at"])
def test_a_minus_turns_the_order_round(world: datetime, ordering: str) -> None:
    assert slugs(f"stances/?ordering=-{ordering}") == slugs(f"stances/?ordering={ordering}")[::-1]


def test_with_valid_on_a_list_of_stances_holds_those_in_force_that_day(world: datetime) -> None:
    assert slugs("stances/?valid_on=2020-07-05") == ["globex-withdrew"]
    assert slugs("stances/?valid_on=2020-10-30") == ["acme-assessing", "globex-withdrew"]
    assert slugs("stances/?valid_on=2020-10-31") == ["acme-refuses", "globex-withdrew"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("company=acme", ["acme-refuses", "acme-assessing"]),
        ("company=acme,globex&position=withdrew,assessing", ["acme-assessing", "globex-withdrew"]),
        ("law=data-act&demand=user_data", ["acme-refuses", "acme-assessing", "globex-withdrew"]),
        ("jurisdiction=freedonia", ["acme-refuses", "acme-assessing", "globex-withdrew"]),
        ("jurisdiction=east-freedonia", []),
        ("group=resists,left", ["acme-refuses", "globex-withdrew"]),
        ("announced_from=2020-07-02", ["acme-refuses", "acme-assessing"]),
        ("announced_to=2020-07-06", ["acme-assessing", "globex-withdrew"]),
        ("announced_from=2020-10-15&announced_to=2020-10-20", ["acme-refuses"]),
        ("source=herald", ["acme-refuses"]),
        ("position=refuses&group=yields", []),
    ],
)
def test_filters_of_stances(world: datetime, query: str, found: list[str]) -> None:
    assert slugs(f"stances/?{query}") == found


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("companies/?kind=service", 1),
        ("companies/?jurisdiction=freedonia", 1),
        ("laws/?demand=content_removal", 1),
        ("laws/?demand=decryption", 0),
        ("laws/?kind=statute&jurisdiction=freedonia", 1),
        ("jurisdictions/?kind=territory", 1),
        ("sources/?language=zh-Hant&kind=company_statement", 1),
        ("figures/?company=acme&request_type=user_data&unit=requests&jurisdiction=freedonia", 1),
        ("figures/?unit=devices", 0),
        ("checks/?outcome=nothing_found&law=data-act&demand=content_removal&company=initech", 1),
        ("checks/?valid_on=2021-03-03", 0),
        ("checks/?valid_on=2021-03-04", 1),
    ],
)
def test_filters_of_the_other_kinds(world: datetime, address: str, count: int) -> None:
    answer = ask(f"{address}&count=true")
    assert (answer["count"], len(answer["results"])) == (count, count)


def test_a_place_holds_what_is_below_it(world: datetime) -> None:
    law = cast.law("east-act", jurisdiction=Jurisdiction.objects.get(slug="east-freedonia"))
    publish([law], cause="new_evidence")
    assert slugs("laws/?jurisdiction=freedonia") == ["data-act", "east-act"]
    assert slugs("laws/?jurisdiction=east-freedonia") == ["east-act"]


def test_the_count_is_there_only_when_it_is_asked_for(world: datetime) -> None:
    assert "count" not in ask("stances/")
    assert "count" not in ask("stances/?count=false")
    assert ask("stances/?count=true&page_size=1")["count"] == 3


def test_a_history_holds_every_revision_newest_first_with_tombstones(world: datetime) -> None:
    stance = Stance.objects.get(slug="acme-refuses")
    retract([("stance", "acme-refuses")], note="Another law.")
    publish([stance], cause="new_evidence", note="It was this law.")
    rows = ask("stances/acme-refuses/history/")["results"]
    assert [(row["record"]["version"], row["record"]["retracted"]) for row in rows] == [
        (3, False),
        (2, True),
        (1, False),
    ]
    assert [len(page) for page in pages_of("stances/acme-refuses/history/?page_size=2")] == [2, 1]
    assert ask("stances/acme-refuses/history/?count=true&page_size=1")["count"] == 3


def test_a_history_stays_200_when_its_item_is_410_and_is_404_before_it_began(world: datetime) -> None:
    retract([("stance", "acme-refuses")], note="Another law.")
    get("stances/acme-refuses/", 410)
    assert ask("stances/acme-refuses/history/")["results"][0]["record"]["retracted"] is True
    get("stances/acme-refuses/history/?known_at=2020-01-01T00:00:00Z", 404)
    get("stances/acme-dreams/history/", 404)
