"""A page of the past tells what became of the answer since, and keeps its old facts."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from companies import clock as product_clock
from companies.models import Stance
from companies.record.publishing.publish import publish, retract
from companies.record.reading import changed_since as reading
from tests import cast
from tests.pages.conftest import Read

SINCE = "The record has changed since:"
FIRST = "known_at=2026-12-31T09:30:00Z"
"""After the first publication, before the correction."""
SETTLED = f"/stances/acme-1/?valid_on=2020-08-01&{FIRST}"


@pytest.mark.parametrize("clocks", [FIRST, f"valid_on=2020-08-01&{FIRST}"])
@pytest.mark.usefixtures("world")
def test_a_correction_is_told_as_a_link_and_the_old_facts_stay(read: Read, clocks: str) -> None:
    page = read(f"/stances/acme-1/?{clocks}")
    assert page.in_order(SINCE, "corrected on 31 Dec 2026", "The page as it is now", "It says that it will not.")
    assert 'href="/stances/acme-1/?known_at=2026-12-31T10:00:00.000000Z"' in page.html
    assert "never" not in page.text


@pytest.mark.usefixtures("world")
def test_a_retraction_is_told_and_leads_to_its_reason(read: Read) -> None:
    page = read(f"/stances/hooli-1/?{FIRST}")
    assert page.in_order(SINCE, "retracted on 31 Dec 2026", "Assessing")
    assert 'href="/stances/hooli-1/">retracted' in page.html


@pytest.mark.parametrize(
    "address",
    [
        "/stances/acme-1/",
        "/stances/acme-1/?valid_on=2020-08-01",
        "/stances/acme-1/?known_at=2026-12-31T10:30:00Z",
        f"/stances/globex-1/?{FIRST}",
    ],
)
@pytest.mark.usefixtures("world")
def test_where_nothing_came_after_nothing_is_told(read: Read, address: str) -> None:
    assert SINCE not in read(address).text


@pytest.mark.usefixtures("world")
def test_a_page_that_tells_it_is_kept_for_ever_nowhere_and_its_etag_changes_with_it(
    client: Client, clock: datetime
) -> None:
    before = client.get(SETTLED)
    assert before["Cache-Control"] == "public, no-cache"
    held = {"if-none-match": before["ETag"]}
    assert client.get(SETTLED, headers=held).status_code == 304
    with product_clock.fixed(clock + timedelta(hours=1)):
        retract([("stance", "acme-1")], note="It was another company.")
        after = client.get(SETTLED, headers=held)
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert "retracted on" in after.content.decode()


@pytest.mark.usefixtures("world")
def test_another_row_that_changes_leaves_the_readers_copy_good(client: Client, clock: datetime) -> None:
    held = {"if-none-match": client.get(SETTLED)["ETag"]}
    with product_clock.fixed(clock + timedelta(hours=1)):
        retract([("stance", "globex-1")], note="It was another act.")
        assert client.get(SETTLED, headers=held).status_code == 304


@pytest.mark.usefixtures("world")
def test_a_draft_is_not_told(client: Client) -> None:
    before = client.get(SETTLED)
    Stance.objects.filter(slug="acme-1").update(summary="An edit that nobody published.")
    assert client.get(SETTLED).content == before.content


@pytest.mark.usefixtures("world")
def test_a_return_and_more_evidence_are_told_in_their_own_words(read: Read, clock: datetime) -> None:
    with product_clock.fixed(clock + timedelta(hours=1)):
        publish([Stance.objects.get(slug="hooli-1")], cause="new_evidence", note="It was this act.")
    with product_clock.fixed(clock + timedelta(hours=2)):
        Stance.objects.filter(slug="hooli-1").update(summary="It is thinking.")
        publish([Stance.objects.get(slug="hooli-1")], cause="new_evidence", note="Its blog.")
        page = read(f"/stances/hooli-1/?{FIRST}")
    assert page.in_order(SINCE, "retracted on", "published again on", "more was known on")


@pytest.mark.usefixtures("world")
def test_what_was_only_stored_anew_is_not_told(read: Read, clock: datetime) -> None:
    refused = Stance.objects.get(slug="acme-1")
    with product_clock.fixed(clock + timedelta(hours=1)):
        cast.stance("acme-3", company=refused.company, law=refused.law, announced_on="2020-08", position="assessing")
        cast.publish_everything()
        assert "stored anew" in read("/stances/acme-1/").text
        assert SINCE not in read("/stances/acme-1/?known_at=2026-12-31T10:30:00Z").text


@pytest.mark.usefixtures("world")
def test_only_the_newest_changes_are_told(read: Read, clock: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TOLD", 1)
    with product_clock.fixed(clock + timedelta(hours=1)):
        retract([("stance", "acme-1")], note="It was another company.")
        told = read(f"/stances/acme-1/?{FIRST}").text
    assert f"{SINCE} retracted on" in told
    assert "corrected on" not in told
