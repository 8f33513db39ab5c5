"""Every standing answer of the real packs: since when it is held, and when it was last said, wherever it is told.

Compared with a reading of the packs in plain Python, which shares nothing with the product but the files.
"""

import json
import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker

from companies import clock
from companies.desk.pack.loading import LoadOptions, load
from companies.record.publishing.floor import publishing_transaction
from companies.vocabulary import POSITIONS
from tests.instant import BASE_INSTANT
from tests.record.model import EnteredFields, begins, order

pytestmark = pytest.mark.django_db

FOLDERS = [settings.BASE_DIR / "data" / name for name in ("hong-kong", "world")]
MONTHS = list(month_name)


@dataclass(frozen=True)
class Answer:
    """A statement that stands on a day, and the first of its run."""

    said: EnteredFields
    first: EnteredFields

    @property
    def held_since(self) -> str:
        """The partial date since which the position is held."""
        return str(self.first["effective_on"] if "effective_on" in self.first else self.first["announced_on"])

    def dates(self, *, short: bool = False) -> str:
        """Both dates, as a reader reads them."""
        since, last = in_words(self.held_since, short), in_words(self.said["announced_on"], short)
        return f"since {since}" if self.held_since == self.said["announced_on"] else f"since {since} · last said {last}"


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Both packs, published; undone when this file's tests are over."""
    with django_db_blocker.unblock(), clock.fixed(BASE_INSTANT), publishing_transaction(dry_run=True):
        load(FOLDERS, LoadOptions(publish=True))
        yield


def in_words(text: str, short: bool) -> str:
    year, month, day = [*text.split("-"), "", ""][:3]
    name = MONTHS[int(month)][: 3 if short else None] if month else ""
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)


def rows(kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for folder in FOLDERS for line in (folder / f"{kind}.jsonl").read_text().splitlines()]


@cache
def answers_on(day: date) -> dict[str, Answer]:
    """Return what stands on ``day`` by slug: of each chain, walk the days on which anything begins."""
    chains: dict[tuple[str, ...], list[EnteredFields]] = {}
    for row in rows("stances"):
        if begins(row) <= day:
            chains.setdefault((row["company"], row["law"], row["demand"]), []).append(row)
    found = {}
    for chain in chains.values():
        stood = [
            max((row for row in chain if begins(row) <= begun), key=order) for begun in sorted(set(map(begins, chain)))
        ]
        first = stood[-1]
        for row in reversed(stood):
            if row["position"] != stood[-1]["position"]:
                break
            first = row
        found[stood[-1]["slug"]] = Answer(stood[-1], first)
    return found


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_packs_hold_what_this_is_about() -> None:
    answers = answers_on(BASE_INSTANT.date())
    assert len(answers) > 200
    assert sum(answer.first is not answer.said for answer in answers.values()) > 20


@pytest.mark.parametrize("day", [BASE_INSTANT.date(), date(2020, 7, 8), date(2020, 12, 31), date(2022, 6, 1)])
def test_the_api_tells_both_dates(client: Client, day: date) -> None:
    expected = {
        slug: (answer.held_since, "" if answer.first is answer.said else answer.first["slug"])
        for slug, answer in answers_on(day).items()
    }
    found: dict[str, tuple[str, str]] = {}
    address = f"/api/v1/stances/?valid_on={day}&page_size=100"
    while address:
        page = client.get(address).json()
        found |= {row["slug"]: (row["held_since"], row.get("first_said", "")) for row in page["results"]}
        address = page["next"]
    assert found == expected


def test_the_page_of_each_answer_tells_both_dates(client: Client) -> None:
    for slug, answer in answers_on(BASE_INSTANT.date()).items():
        html = read(client, f"/stances/{slug}/")
        position = POSITIONS.label(answer.said["position"])
        told = f"{str(position).lower()} {answer.dates()}"
        title, main = text_of(html[: html.index("</head>")]), text_of(html[html.index("<main") :])
        assert told in title, slug
        assert f"Since {in_words(answer.held_since, False)} ," in main, slug
        assert f"{position} {answer.dates()}" in main, slug
        assert f"{in_words(answer.said['announced_on'], False)}: {told}" in main, (slug, "in the citation")
        assert ("It says again what was first said on" in main) == (answer.first is not answer.said), slug


def test_the_pages_of_companies_tell_both_dates_in_their_tables(client: Client) -> None:
    answers = answers_on(BASE_INSTANT.date())
    told: dict[str, str] = {}
    for slug in sorted({answer.said["company"] for answer in answers.values()}):
        for row in re.findall(r"<tr.*?</tr>", read(client, f"/companies/{slug}/"), re.S):
            if link := re.search(r'href="/stances/([a-z0-9-]+)/" class="position', row):
                told.setdefault(link[1], text_of(row))
    assert {slug for slug, answer in answers.items() if answer.dates(short=True) not in told.get(slug, "")} == set()


def test_the_pages_of_laws_tell_since_when_and_lead_to_the_answer(client: Client) -> None:
    answers = answers_on(BASE_INSTANT.date())
    told: dict[str, str] = {}
    for slug in sorted({answer.said["law"] for answer in answers.values()}):
        names = read(client, f"/laws/{slug}/").split('<table class="who">')[1].split("</table>")[0]
        told |= dict(re.findall(r'href="/stances/([a-z0-9-]+)/"><time.*?>(.*?)</time>', names))
    assert told == {slug: in_words(answer.held_since, short=True) for slug, answer in answers.items()}


def test_an_answer_that_was_said_again_is_told_as_standing(client: Client) -> None:
    """Of the first statement of each run, on its page and in the timeline of its company."""
    for answer in answers_on(BASE_INSTANT.date()).values():
        if answer.first is answer.said:
            continue
        html = read(client, f"/stances/{answer.first['slug']}/")
        assert "still its answer, said again" in text_of(html), answer.first["slug"]
        assert f"{answer.dates()}" in text_of(html[: html.index("</head>")]), answer.first["slug"]
        entries = re.findall(
            r"<li>\s*<span class=\"date\".*?</li>", read(client, f"/companies/{answer.said['company']}/"), re.S
        )
        entry = next(entry for entry in entries if f'/stances/{answer.first["slug"]}/">' in entry.split("</h3>")[0])
        assert "still its answer, said again" in text_of(entry), answer.first["slug"]


def test_the_matrix_tells_both_dates(client: Client) -> None:
    answers = answers_on(BASE_INSTANT.date())
    matrix = read(client, "/matrix/?jurisdiction=hong-kong")
    shown = re.findall(r'href="/stances/([a-z0-9-]+)/"\s+class="position', matrix)
    assert shown
    for slug in shown:
        cell = text_of(matrix.split(f'href="/stances/{slug}/"')[1].split("</a>")[0])
        assert answers[slug].dates(short=True) in cell, slug


def test_the_home_page_tells_since_when_and_leads_to_the_answer(client: Client) -> None:
    asked = {
        slug: answer
        for slug, answer in answers_on(BASE_INSTANT.date()).items()
        if (answer.said["law"], answer.said["demand"]) == ("hk-national-security-law", "user_data")
    }
    names = read(client, "/").split('<table class="who">')[1].split("</table>")[0]
    told = dict(re.findall(r'href="/stances/([a-z0-9-]+)/"><time.*?>(.*?)</time>', names))
    assert told == {slug: in_words(answer.held_since, short=True) for slug, answer in asked.items()}
    assert any(answer.first is not answer.said for answer in asked.values())


HONG_KONG = {
    ("microsoft", "2020-09-30"): "since 7 July 2020 · last said 30 September 2020",
    ("x", "2020-07-06"): "since 1 July 2020 · last said 6 July 2020",
    ("zoom", "2020-07-07"): "since 7 July 2020",
    ("apple", "2020-07-06"): "6 July 2020 to September 2020",
    ("meta", "2021-06-08"): "since 6 July 2020 · last said 8 June 2021",
}


@pytest.mark.parametrize(("company", "announced_on"), HONG_KONG)
def test_what_companies_answered_in_hong_kong_is_told_by_its_dates(
    client: Client, company: str, announced_on: str
) -> None:
    wanted = (company, announced_on, "hk-national-security-law")
    slug = next(row["slug"] for row in rows("stances") if (row["company"], row["announced_on"], row["law"]) == wanted)
    assert HONG_KONG[company, announced_on] in text_of(read(client, f"/stances/{slug}/"))
