"""A set published under a clock that was ahead locks nothing for ever: the public is told, and publishing goes on."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from companies import clock as product_clock
from companies.record.ledger.canonical import instant_text
from companies.record.ledger.revision import ClockNotice, Floor, Head, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError
from tests import cast
from tests.instant import BASE_INSTANT

AHEAD = BASE_INSTANT + timedelta(days=400)
NOTE = "The server's clock was set to 2028 for an hour."

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def _ahead_once() -> None:
    publish([cast.source("first")], cause="new_evidence")
    with product_clock.fixed(AHEAD):
        publish([cast.source("second")], cause="new_evidence")


def test_publishing_is_refused_with_both_ways_out() -> None:
    with pytest.raises(PublishError, match=r"If the clock is wrong, mend it; if it is right.*accept_clock"):
        publish([cast.source("third")], cause="new_evidence")


def test_after_a_notice_publishing_goes_on_by_the_least_step_until_the_clock_has_caught_up() -> None:
    before = list(Revision.objects.order_by("seq").values())
    call_command("accept_clock", note=NOTE)
    for number, slug in enumerate(("third", "fourth"), 1):
        publish([cast.source(slug)], cause="new_evidence")
        assert Head.objects.get().recorded_at == AHEAD + number * timedelta(microseconds=1)
    later = AHEAD + timedelta(days=1)
    with product_clock.fixed(later):
        publish([cast.source("fifth")], cause="new_evidence")
    assert Head.objects.get().recorded_at == later
    assert list(Revision.objects.order_by("seq").values())[:2] == before
    assert list(record_faults()) == []


def test_a_clock_that_is_ahead_once_more_needs_a_notice_once_more() -> None:
    call_command("accept_clock", note=NOTE)
    with product_clock.fixed(AHEAD + timedelta(days=9)):
        publish([cast.source("third")], cause="new_evidence")
    with pytest.raises(PublishError, match="ahead of the clock"):
        publish([cast.source("fourth")], cause="new_evidence")
    call_command("accept_clock", note="Once more.")
    publish([cast.source("fifth")], cause="new_evidence")


@pytest.mark.parametrize("path", ["/corrections/", "/data/"])
def test_the_public_is_told_and_what_was_told_before_stays(path: str, client: Client) -> None:
    past = f"{path}?known_at={instant_text(AHEAD)}"
    before = client.get(past).content
    call_command("accept_clock", note=NOTE)
    told = client.get(path).content.decode()
    assert "The server&#x27;s clock was set to 2028" in told
    assert "no. 2" in told
    assert client.get(past).content == before
    publish([cast.source("third")], cause="new_evidence")
    assert b"clock was set to 2028" in client.get(path).content


@pytest.mark.parametrize("note", ["", " "])
def test_a_notice_without_words_is_refused(note: str) -> None:
    with pytest.raises(CommandError, match="say in a public note"):
        call_command("accept_clock", note=note)


def test_a_notice_that_nothing_calls_for_is_refused() -> None:
    with product_clock.fixed(AHEAD), pytest.raises(CommandError, match="does not lie ahead"):
        call_command("accept_clock", note=NOTE)
    call_command("accept_clock", note=NOTE)
    with pytest.raises(CommandError, match="a notice says so already"):
        call_command("accept_clock", note=NOTE)
    assert ClockNotice.objects.count() == 1


def test_verify_record_names_what_lies_ahead_and_what_was_noted(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_record")
    assert (
        "Revisions 2 to 2 lie ahead of this clock (2026-12-31 12:00 UTC), the last by 400 days"
        in capsys.readouterr().out
    )
    call_command("accept_clock", note=NOTE)
    call_command("verify_record")
    assert f"After revision 2 it was noted on 2026-12-31: {NOTE}" in capsys.readouterr().out


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_notice_stays_as_it_is(act: str) -> None:
    call_command("accept_clock", note=NOTE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockNotice.objects.update(note="x") if act == "update" else ClockNotice.objects.all()._raw_delete("default")


def test_a_notice_and_a_floor_say_what_they_are() -> None:
    call_command("accept_clock", note=NOTE)
    assert str(ClockNotice.objects.get()) == "clock notice after 2"
    assert str(Floor(instant=BASE_INSTANT)).startswith("floor 2026-12-31")
