"""A statement's tense: all pages and the API tell the same one, also while its day has begun only further east."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from companies import clock as product_clock
from tests import cast

pytestmark = pytest.mark.django_db

BEGUN_IN_THE_EAST = datetime(2021, 3, 1, 11, tzinfo=UTC)
LAST_SECOND = datetime(2021, 3, 1, 23, 59, 59, tzinfo=UTC)
BEGUN_IN_UTC = datetime(2021, 3, 2, tzinfo=UTC)


@pytest.fixture
def world() -> None:
    """Acme refused in 2020, and complies from 2 March 2021 on; published when that day had begun at UTC+14."""
    with product_clock.fixed(BEGUN_IN_THE_EAST):
        cast.stance("acme-before", announced_on="2020-07-06")
        cast.stance("acme-after", announced_on="2021-03-02", position="complies", cited=[cast.source("herald")])
        cast.check(looked_on="2021-03-02", demand="content_removal")
        cast.publish_everything()


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(re.sub(r"<(?!title>)[^>]+>", "", answer.content.decode()).split())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("instant", [BEGUN_IN_THE_EAST, LAST_SECOND])
def test_until_its_day_has_come_a_statement_is_told_as_one_to_come(client: Client, instant: datetime) -> None:
    with product_clock.fixed(instant):
        after, before = text_of(client, "/stances/acme-after/"), text_of(client, "/stances/acme-before/")
        assert "<title>Acme: complies, announced for 2 March 2021" in after
        assert "From 2 March 2021 on, Acme’s answer is" in after
        assert "It does not stand yet: it begins on 2 March 2021." in after
        assert "It will replace" in after
        assert "<title>Acme: refuses since 6 July 2020" in before
        assert "Since 6 July 2020, Acme’s answer has been" in before
        assert "it stands on this day: nothing newer is known" in before
        assert "announced for 2 March 2021, is to replace it" in before
        assert "It was replaced" not in before
        assert "Acme: refuses since 6 July 2020" in text_of(client, "/companies/acme/")
        in_force = client.get(f"/api/v1/stances/?valid_on={instant.date()}").json()["results"]
        assert [item["slug"] for item in in_force] == ["acme-before"]


@pytest.mark.usefixtures("world")
def test_from_its_day_on_it_is_in_force_on_all_of_them(client: Client) -> None:
    with product_clock.fixed(BEGUN_IN_UTC):
        after, before = text_of(client, "/stances/acme-after/"), text_of(client, "/stances/acme-before/")
        assert "<title>Acme: complies since 2 March 2021" in after
        assert "it stands on this day: nothing newer is known" in after
        assert "It replaced" in after
        assert "<title>Acme: refuses, 6 July 2020 to 2 March 2021" in before
        assert "It was replaced by" in before
        assert "Acme: complies since 2 March 2021" in text_of(client, "/companies/acme/")
        in_force = client.get("/api/v1/stances/?valid_on=2021-03-02").json()["results"]
        assert [item["slug"] for item in in_force] == ["acme-after"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("instant", [BEGUN_IN_THE_EAST, BEGUN_IN_UTC])
def test_a_check_is_shown_as_soon_as_it_is_on_record_as_answers_are(client: Client, instant: datetime) -> None:
    with product_clock.fixed(instant):
        assert "2 March 2021" in text_of(client, "/laws/data-act/")
        assert len(client.get("/api/v1/checks/").json()["results"]) == 1


@pytest.mark.usefixtures("world")
def test_on_an_earlier_day_a_later_statement_is_told_as_one_to_come(client: Client) -> None:
    with product_clock.fixed(datetime(2026, 1, 1, tzinfo=UTC)):
        assert "announced for 2 March 2021, is to replace it" in text_of(
            client, "/stances/acme-before/?valid_on=2021-01-01"
        )
        assert "It does not stand yet" in text_of(client, "/stances/acme-after/?valid_on=2021-01-01")


def test_a_statement_that_was_left_no_day_was_never_in_force(client: Client) -> None:
    with product_clock.fixed(BEGUN_IN_UTC):
        cast.stance("acme-first", announced_on="2020-07-06")
        cast.stance("acme-second", announced_on="2020-07-06", position="complies", cited=[cast.source("herald")])
        cast.publish_everything()
        pages = [text_of(client, f"/stances/{slug}/") for slug in ("acme-first", "acme-second")]
    assert sum("It never stood for a day" in page for page in pages) == 1
