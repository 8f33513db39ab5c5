"""A reader types a day, a minute or a second; the address that follows is canonical, and the bar says it back."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from companies import clock as product_clock
from companies.pages.typed_clock import understand
from companies.partial_dates import is_partial_date
from companies.record.reading import read
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TYPED = {
    "2026-12-30": "2026-12-30T23:59:59Z",
    "2026-12-30 12:00": "2026-12-30T12:00:00Z",
    "2026-12-30T12:00": "2026-12-30T12:00:00Z",
    "2026-12-30T12:00Z": "2026-12-30T12:00:00Z",
    " 2026-12-30 12:00:05 UTC ": "2026-12-30T12:00:05Z",
    "2026-12-31": "2026-12-31T12:00:00Z",
}


@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("path", ["/", "/companies/acme/", "/timeline/"])
def test_what_is_typed_leads_to_the_canonical_address(client: Client, path: str, text: str) -> None:
    cast.stance()
    with product_clock.fixed(datetime(2026, 12, 1, tzinfo=UTC)):
        cast.publish_everything()
    answer = client.get(path, {"known_at": text})
    assert (answer.status_code, answer["Cache-Control"]) == (302, "no-store")
    assert answer["Location"] == f"{path}?known_at={TYPED[text]}"
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "as the record knew it on" in page.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-12-30T12:00:00Z",
        "2026-12-30T12:00:00+08:00",
        "2026-13-01",
        "2026-02-30",
        "12:00",
        "now",
        "2026-12-30 24:00",
    ],
)
def test_what_is_strict_already_or_means_nothing_is_left_to_the_parser(text: str) -> None:
    assert understand(text) is None


def test_the_form_takes_its_own_example(client: Client) -> None:
    cast.stance()
    cast.publish_everything()
    page = client.get("/").content.decode()
    example = page.split('placeholder="')[1].split('"')[0]
    assert is_partial_date(example[:10])
    assert client.get("/", {"known_at": example}).status_code == 302


def test_before_the_record_began_a_page_says_since_when_and_leads_to_its_first_state(client: Client) -> None:
    slug = cast.stance().slug
    cast.publish_everything()
    for path, status in (
        ("/companies/acme/", 404),
        (f"/stances/{slug}/", 404),
        ("/timeline/", 200),
    ):
        page = client.get(path, {"known_at": "2020-01-01T00:00:00Z"})
        text = page.content.decode()
        assert page.status_code == status, path
        assert "The record has been kept since" in text
        assert "Back to today" in text
        assert f'href="{path}?known_at=2026-12-31T12:00:00.000000Z"' in text
        assert client.get(path, {"known_at": "2026-12-31T12:00:00.000000Z"}).status_code == 200
    assert "never given out" not in text


def test_a_former_name_leads_to_the_company_of_today(client: Client) -> None:
    cast.company(
        "anvil-works", name="Anvil Works", names=[{"name": "Acme Corporation", "kind": "former", "to": "2021"}]
    )
    cast.publish_everything()
    page = client.get("/companies/acme-corporation/")
    assert page.status_code == 404
    assert '<a href="/companies/anvil-works/">Anvil Works</a>' in page.content.decode()
    refused = client.get("/api/v1/stances/?company=acme-corporation").json()
    assert refused["detail"].endswith("Did you mean 'anvil-works'?")


def test_initials_of_a_law_are_a_short_form_of_it(client: Client) -> None:
    cast.law("fr-state-secrets-act", short_name="State Secrets Act")
    cast.publish_everything()
    assert "'fr-state-secrets-act'" in client.get("/api/v1/stances/?law=fr-ssa").json()["detail"]
    assert "'fr-state-secrets-act'" in client.get("/api/v1/stances/?law=state-secrets-act").json()["detail"]


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("/companies/acme/?valid_on=2020-08-01", "/api/v1/companies/acme/?valid_on=2020-08-01"),
        ("/companies/?kind=company&ordering=-slug", "/api/v1/companies/?kind=company&amp;ordering=-slug"),
        ("/laws/?demand=user_data", "/api/v1/laws/?demand=user_data"),
        (
            "/timeline/?company=acme&position=refuses,suspended",
            "/api/v1/stances/?company=acme&amp;position=refuses,suspended",
        ),
        ("/matrix/?demand=user_data&valid_on=2020-08-01", "/api/v1/stances/?demand=user_data&amp;valid_on=2020-08-01"),
        ("/sources/?language=en", "/api/v1/sources/?language=en"),
        ("/corrections/?kind=law", "/api/v1/changes/?cause=correction,retraction&amp;kind=law"),
        ("/?valid_on=2020-08-01", "/api/v1/stances/?valid_on=2020-08-01"),
    ],
)
def test_this_page_as_json_keeps_what_both_sides_take(client: Client, page: str, kept: str) -> None:
    cast.stance()
    cast.publish_everything()
    text = client.get(page).content.decode()
    assert f'href="http://testserver{kept}"' in text
    assert client.get(kept.replace("&amp;", "&")).status_code == 200


def test_of_too_many_rows_none_is_looked_through(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_NAMED", 0)
    cast.stance()
    cast.publish_everything()
    assert "This may be meant" not in client.get("/companies/acme-company/").content.decode()
