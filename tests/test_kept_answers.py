"""Whole answers are kept by their ETag, for pages and API alike, and say what an answer says that is made anew."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from companies import clock as product_clock
from companies import kept_answers
from companies.desk.admin.screens.preview import preview_address
from companies.models import Stance
from companies.record.ledger.revision import ClockNotice, Head
from companies.record.publishing.publish import publish, retract
from companies.record.reading import snapshot
from companies.record.reading.head import read_head
from companies.release import release_digest
from tests import cast
from tests.conftest import FULL
from tests.keeping import FORMS, ask, ask_anew, comes_kept
from tracker.caches.configuring import ANSWERS
from tracker.caches.memory import MemoryCache

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]

THEN = "valid_on=2020-11-01&known_at=2026-12-31T11:30:00Z"
PAGES = (
    "/",
    "/timeline/",
    "/matrix/",
    "/companies/",
    "/companies/acme/",
    "/laws/",
    "/laws/data-act/",
    "/jurisdictions/freedonia/",
    "/stances/acme-1/",
    "/sources/",
    "/sources/gazette/",
    "/corrections/",
    "/methodology/",
    "/data/",
    "/api/",
    "/api/problems/not-found/",
)
API = (
    "/api/v1/",
    "/api/v1/stances/",
    "/api/v1/stances/acme-1/",
    "/api/v1/stances/acme-1/history/",
    "/api/v1/stances/?page_size=1&count=true",
    "/api/v1/stances/?fields=slug,position",
    "/api/v1/companies/",
    "/api/v1/sources/gazette/",
    "/api/v1/laws/data-act/",
    "/api/v1/figures/",
    "/api/v1/checks/",
    "/api/v1/changes/",
)
KEPT = (*PAGES, *API)
NARROWED = ("/timeline/?company=acme", "/companies/?kind=company", "/api/v1/stances/?company=acme")
PROBLEMS = (
    "/stances/nobody/",
    "/api/v1/stances/nobody/",
    "/stances/acme-3/",
    "/api/v1/stances/acme-3/",
    "/companies/?nonsense=1",
    "/api/v1/companies/?nonsense=1",
    "/api/v1/companies/?page_size=1000",
)
"""Absent, taken back, refused: by the form of the query, or by what it asks for."""


@pytest.fixture(autouse=True)
def world(db: None, clock: datetime) -> datetime:
    """Acme refused, and complies since October; a third answer was taken back. All an hour before the test's clock."""
    act = cast.law(events=[{"date": "2020-06-30", "kind": "in_force"}])
    acme = cast.company(home=act.jurisdiction)
    cast.stance("acme-1", company=acme, law=act, announced_on="2020-07-06")
    cast.stance("acme-2", company=acme, law=act, announced_on="2020-10", position="complies")
    cast.stance("acme-3", company=acme, law=act, announced_on="2020-12")
    cast.figure(company=acme)
    cast.check(company=cast.company("globex"), law=act)
    with product_clock.fixed(clock - timedelta(hours=1)):
        cast.publish_everything()
    with product_clock.fixed(clock - timedelta(minutes=45)):
        retract([("stance", "acme-3")], note="It was about another act.")
    return clock


def correct(summary: str) -> None:
    """Publish a correction of Acme's first answer."""
    Stance.objects.filter(slug="acme-1").update(summary=summary)
    publish([Stance.objects.get(slug="acme-1")], cause="correction", note="It said otherwise.")


def at(path: str, query: str) -> str:
    """Return an address with more of a query string."""
    return f"{path}{'&' if '?' in path else '?'}{query}" if query else path


def store() -> MemoryCache:
    found = caches[ANSWERS]
    assert isinstance(found, MemoryCache)
    return found


@pytest.mark.parametrize("query", ["", THEN])
def test_a_kept_answer_is_the_one_that_would_be_made(query: str) -> None:
    for path in (at(path, query) for path in KEPT):
        for method, headers in product(("HEAD", "GET"), FORMS):
            made = ask_anew(path, method, **headers)
            assert ask(path, method, **headers) == made, path
            assert comes_kept(path, method, **headers), path
            assert ask(path, method, **headers) == made, path


@pytest.mark.parametrize("path", ["/stances/acme-1/", "/api/v1/stances/"])
@pytest.mark.parametrize(("first", "then"), [FORMS, FORMS[::-1]])
def test_either_form_is_made_from_the_other(path: str, first: dict[str, str], then: dict[str, str]) -> None:
    ask(path, **first)
    size = store().size
    assert comes_kept(path, **then)
    assert store().size > size, "the other form is kept too"
    assert ask(path, **then) == ask_anew(path, **then)


def test_what_is_narrowed_no_answer_or_not_of_the_record_is_never_kept() -> None:
    for path in (*NARROWED, *PROBLEMS, "/sitemap.xml", "/api/v1/schema/", "/admin/login/"):
        for method, headers in product(("GET", "HEAD", "POST"), FORMS):
            ask(path, method, **headers)
            assert store().size == 0, path


def test_nothing_is_kept_before_the_first_revision_since_pages_then_look_beyond() -> None:
    ask("/companies/?known_at=2020-01-01T00:00:00Z")
    ask("/api/v1/companies/?known_at=2020-01-01T00:00:00Z")
    assert store().size == 0


def test_a_new_head_is_a_new_answer_and_a_settled_address_stays() -> None:
    before = {path: (ask(path), ask(at(path, THEN))) for path in KEPT}
    correct("It says that it never will.")
    for path, (newest, settled) in before.items():
        assert ask(path) == ask_anew(path), path
        assert ask(path)[2]["ETag"] != newest[2]["ETag"], path
        if path == "/stances/acme-1/":  # an old page of an answer tells that it was corrected since (decision 056)
            assert ask(at(path, THEN)) == ask_anew(at(path, THEN)) != settled
            continue
        assert comes_kept(at(path, THEN)), path
        assert ask(at(path, THEN)) == settled == ask_anew(at(path, THEN)), path


@pytest.mark.parametrize("path", ["/stances/acme-1/", "/api/v1/stances/"])
def test_another_release_another_day_and_another_address_find_nothing(
    path: str, world: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(path)
    with product_clock.fixed(world + timedelta(days=1)):
        assert not comes_kept(path)
    with override_settings(SITE_URL="http://elsewhere.example"):
        assert not comes_kept(path)
    assert comes_kept(path)
    monkeypatch.setattr(kept_answers, "release_digest", lambda: "another")
    assert not comes_kept(path)


@pytest.mark.parametrize("path", ["/stances/acme-1/", "/api/v1/stances/", "/api/"])
def test_what_a_request_asks_beside_the_address_is_judged_as_ever(path: str) -> None:
    etag = ask(path)[2]["ETag"]
    for headers in (
        {"if_none_match": etag},
        {"if_none_match": "*"},
        {"if_match": etag},
        {"if_match": '"another"'},
        {"if_unmodified_since": "Wed, 01 Jan 2020 00:00:00 GMT"},
        {"accept": "image/png"},
        {"accept": "application/json;q=0, */*"},
    ):
        status, body, told = ask(path, **headers)
        status_anew, body_anew, told_anew = ask_anew(path, **headers)
        assert (status, told) == (status_anew, told_anew), headers
        # A problem names its own request.
        assert body == body_anew or status in (406, 412), headers


def test_a_body_is_refused_although_the_answer_is_there() -> None:
    for path in API:
        ask(path)
        assert Client().generic("GET", path, b"{}", content_type="application/json").status_code == 415


def test_a_later_page_is_one_of_the_past_once_something_was_published() -> None:
    for number in range(101):
        cast.company(f"company-{number:03}")
    cast.publish_everything()
    page = ask("/companies/")[1].decode()
    later = page[page.index("/companies/?cursor=") :].split('"')[0].replace("&amp;", "&")
    first = ask(later)
    assert "X-Robots-Tag" not in first[2]
    assert comes_kept(later)
    correct("It says that it never will.")
    assert ask(later, if_none_match=first[2]["ETag"])[0] == 200
    assert ask(later) == ask_anew(later)
    assert ask(later)[2]["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/data/", "/corrections/"])
def test_a_clock_notice_is_another_page_although_the_head_stays(path: str, world: datetime) -> None:
    before = ask(path)
    notice(world)
    assert ask(path, if_none_match=before[2]["ETag"])[0] == 200
    assert b"The clock was a week ahead." in ask(path)[1]
    assert ask(path) == ask_anew(path)


def notice(world: datetime) -> None:
    """Say that the clock was ahead."""
    newest = Head.objects.get().seq
    ClockNotice.objects.create(
        after_seq=newest, ahead_until=world, noticed_at=world, note="The clock was a week ahead."
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda world: correct("Meanwhile."),
        lambda world: retract([("stance", "acme-1")], note="No."),
        notice,
    ],
)
def test_what_is_published_while_an_answer_is_made_does_not_alter_it(
    change: Callable[[datetime], object], monkeypatch: pytest.MonkeyPatch, world: datetime
) -> None:
    """An answer takes several queries, and is kept under the state that the first of them found."""
    paths = [*KEPT, *(at(path, "valid_on=2020-11-01") for path in KEPT)]
    before = {path: ask_anew(path) for path in paths}
    head = read_head()
    change(world)
    monkeypatch.setattr(snapshot, "read_head", lambda: head)
    for path in paths:
        assert ask(path) == before[path], path


def test_an_answer_with_a_cookie_or_without_leave_is_not_kept() -> None:
    for spoil in (
        lambda response: response.set_cookie("a", "b"),
        lambda response: setattr(response, "may_be_kept", False),
        lambda response: setattr(response, "status_code", 404),
        lambda response: response.__delitem__("ETag"),
        lambda response: response.__setitem__("Cache-Control", "no-store"),
    ):
        response = HttpResponse("An answer.", headers={"ETag": '"abc"'})
        kept_answers.allow_keeping(response)
        spoil(response)
        kept_answers.keep_answer(response)
        assert store().size == 0


def test_no_answer_takes_more_than_its_part_of_the_store() -> None:
    body = ask("/stances/acme-1/")[1]
    store().clear()
    with override_settings(KEPT_ANSWERS_BYTES=len(body) * kept_answers.BIGGEST_PART):
        ask("/stances/acme-1/")
        assert store().size == 0
        ask("/stances/acme-1/", accept_encoding="gzip")
    assert store().size > 0


def test_what_is_no_answer_in_the_store_is_not_taken_for_one() -> None:
    etag = ask("/stances/acme-1/")[2]["ETag"]
    store().set(f"{release_digest()}{etag}", b"something else")
    assert ask("/stances/acme-1/") == ask_anew("/stances/acme-1/")


def test_a_preview_is_not_kept(client: Client) -> None:
    client.force_login(cast.editor())
    correct("Published.")
    Stance.objects.filter(slug="acme-1").update(summary="Nobody has read this.")
    assert b"Nobody has read this." in client.get(preview_address(("stance", "acme-1"))).content
    assert store().size == 0


CLOCKS = ("", "valid_on=2020-08-01", "known_at=2026-12-31T11:10:00Z", THEN)
STEPS = st.one_of(st.builds(at, st.sampled_from(KEPT), st.sampled_from(CLOCKS)), st.sampled_from(["state", "retract"]))


@hypothesis_settings(max_examples=200 if FULL else 15)
@given(steps=st.lists(STEPS, min_size=5, max_size=25))
def test_reads_between_publishings_say_what_is_made_anew(steps: list[str]) -> None:
    standing: list[str] = []
    for number, step in enumerate(steps):
        if step == "state":
            standing.append(f"acme-said-{Head.objects.get().seq}")
            publish([cast.stance(standing[-1], announced_on="2021")], cause="company_acted")
        elif step != "retract":
            headers = FORMS[number % 2]
            assert ask(step, **headers) == ask_anew(step, **headers)
        elif standing:
            retract([("stance", standing.pop())], note="It said no such thing.")
