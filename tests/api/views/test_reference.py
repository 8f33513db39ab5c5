"""The reference at /api/ is whole, and each of its lines of curl does what it says (A18)."""

import json
import re
import shlex
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from companies.api.conditional import RELEASE
from companies.api.problem_types import PROBLEM_TYPES
from companies.api.questions import QUESTIONS
from companies.api.schema.openapi import openapi
from tests.api.asking import get

pytestmark = pytest.mark.django_db

DATA = Path("data")


@pytest.fixture
def packs(db: None, clock: datetime) -> None:
    """The pack of Hong Kong, published."""
    call_command("load_pack", str(DATA / "hong-kong"), publish=True, verbosity=0)


def type_line(line: str) -> dict[str, Any]:
    """Do what a line of curl does, and return the JSON."""
    program, address = shlex.split(line)
    assert program == "curl"
    response = Client().get(address.removeprefix("http://testserver"))
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = json.loads(response.content)
    return answer


def test_the_reference_shows_every_address_parameter_and_problem(db: None) -> None:
    page = get("/api/").content.decode()
    for path, methods in openapi()["paths"].items():
        assert path in page
        for parameter in methods["get"].get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in page
    for code in PROBLEM_TYPES:
        assert f"/api/problems/{code}/" in page
    assert "<script" not in page


def test_the_reference_is_a_page(db: None) -> None:
    assert get("/api/", accept="text/html,application/xhtml+xml")["Content-Type"] == "text/html; charset=utf-8"
    get("/api/", 406, accept="application/json")


@pytest.mark.parametrize("path", ["/api/", "/api/problems/not-found/"])
def test_a_page_of_the_api_takes_the_clocks_as_any_page_does(world: datetime, path: str) -> None:
    clocks = "valid_on=2020-07-08&known_at=2026-12-31T11:30:00Z"
    page = get(f"{path}?{clocks}").content.decode()
    assert "What stood on 8 July 2020, as the record knew it on 31 December 2026" in page
    assert 'href="/companies/?valid_on=2020-07-08&amp;known_at=2026-12-31T11:30:00.000000Z"' in page
    assert get(f"{path}?known_at=2026-12-31 11:30", 302)["Location"] == f"{path}?known_at=2026-12-31T11:30:00Z"
    for strays in ("valid_on=2050-01-01", "known_at=yesterday", "company=acme", "valid_on=2020-07-08&valid_on=2020"):
        assert get(f"{path}?{strays}", 400)["Content-Type"] == "application/problem+json"
    problem = get(f"{path}?valid_no=2020-07-08", 400).json()
    assert (problem["allowed"], problem["suggestion"]) == (["known_at", "valid_on"], "valid_on")


@pytest.mark.parametrize("path", ["/api/", "/api/problems/not-found/"])
def test_what_others_hang_on_a_link_and_blank_fields_are_taken_off(db: None, path: str) -> None:
    gone = get(f"{path}?utm_source=x&valid_on=2020-07-08&known_at=&fbclid=y", 301)
    assert gone["Location"] == f"{path}?valid_on=2020-07-08"


def test_the_reference_tells_the_version_and_leads_to_its_lists_at_the_same_clocks(world: datetime) -> None:
    page = get("/api/?valid_on=2020-07-08").content.decode()
    assert f"<code>v1</code>, in release {RELEASE}" in page
    assert '<a href="http://testserver/api/v1/?valid_on=2020-07-08">http://testserver/api/v1/</a>' in page
    get("/api/v1/?valid_on=2020-07-08")


def test_a_journalists_first_five_minutes(packs: None) -> None:
    left, before, since = (type_line(question.curl)["results"] for question in QUESTIONS[:3])
    assert {row["company"]["slug"] for row in left} >= {"tiktok"}
    assert all(set(row) == {"slug", "company", "announced_on", "summary", "record"} for row in left)
    assert before
    assert all(row["company"]["slug"] == "apple" and row["announced_on"] < "2020-09" for row in before)
    assert [row["seq"] for row in since] == list(range(301, 301 + len(since)))
    assert since


def test_the_readmes_lines_answer_three_questions(packs: None) -> None:
    lines = re.findall(r"^ *(curl '.*')$", Path("README.md").read_text(), re.MULTILINE)
    left, before, since = (type_line(line.replace("http://127.0.0.1:8000", ""))["results"] for line in lines)
    assert {row["company"]["slug"] for row in left} >= {"tiktok"}
    assert {row["company"]["slug"] for row in before} == {"apple"}
    assert since[0]["seq"] == 301


def test_every_line_of_the_reference_is_answered(packs: None) -> None:
    page = get("/api/").content.decode()
    for question in QUESTIONS:
        answer = type_line(question.curl)
        assert answer.get("results") != []
        assert question.words in page
