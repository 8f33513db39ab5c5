"""One article, eight companies: entered, previewed, published, one corrected, one retracted, found by everybody."""

import json
import re
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests import cast
from tests.browser.desk.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COMPANIES = ["Acme", "Bolt", "Crow", "Dune", "Echo", "Fern", "Gale", "Hive"]


def choose(page: Page, select: str, words: str) -> None:
    """Choose a row in an autocomplete, by typing as an editor does."""
    page.click(f"#{select} + .select2-container")
    page.fill(".select2-container--open .select2-search__field", words)
    page.click(f".select2-results__option:has-text('{words}'):not(.loading-results)")


def from_api(desk: Desk, path: str) -> Any:
    """Read an address of the API as a program does."""
    with urlopen(f"{desk.base}/api/v1/{path}") as answer:  # noqa: S310
        return json.load(answer)


def enter_the_article(desk: Desk) -> None:
    page = desk.open("/admin/article/")
    choose(page, "id_source", "What the Gazette says")
    choose(page, "id_law", "Data Act")
    page.check("input[name=demand][value=user_data]")
    page.fill("#id_announced_on", "2020-07-06")
    assert page.inner_text(".field-announced_on output") == "The day 2020-07-06."
    for number, name in enumerate(COMPANIES):
        choose(page, f"id_rows-{number}-company", name)
        page.select_option(f"#id_rows-{number}-position", "assessing" if name == "Acme" else "suspended")
        page.fill(f"#id_rows-{number}-summary", f"{name} said that it paused.")
        page.fill(f"#id_rows-{number}-quote", "we have paused")
    assert "3 of 12 words" in page.inner_text("#id_rows-0-quote >> xpath=..")
    page.click("input[name=_save]")


def test_an_articles_eight_answers_reach_everybody_and_are_corrected_in_public(desk: Desk) -> None:
    cast.law()
    cast.source(published_on="2020-07-08")
    for name in COMPANIES:
        cast.company(name.lower())

    enter_the_article(desk)
    page = desk.page
    assert "8 drafts were saved." in page.inner_text(".messagelist")
    assert page.locator(".desk-steps > li").count() == 8 + 8 + 3
    preview(desk, "acme")
    page.go_back()
    page.check("input[name=cause][value=company_acted]")
    page.click(".desk-confirm input[type=submit]")
    assert page.inner_text("h1") == "Written to the record"
    assert len(from_api(desk, "stances/")["results"]) == 8

    correct_the_summary(desk, "bolt")
    retract(desk, "crow")
    look_as_a_reader(desk)
    assert desk.violations == []


def preview(desk: Desk, company: str) -> None:
    page = desk.open(f"/admin/preview/?row=stance/{company}-data-act-user-data-2020-07-06")
    assert "Preview: nobody else sees this page." in page.inner_text("aside.desk-preview")
    assert "Acme said that it paused." in page.inner_text("main")
    assert from_api(desk, "stances/")["results"] == []


def correct_the_summary(desk: Desk, company: str) -> None:
    page = desk.open(f"/admin/companies/stance/?q={company}")
    page.click("th.field-slug a")
    page.fill("#id_summary", "Bolt said that it froze.")
    page.click("input[name=_publish]")
    page.check("input[name=cause][value=correction]")
    page.fill("#id_note", "It froze, and did not pause.")
    page.click(".desk-confirm input[type=submit]")
    page.click("text=Public page")
    assert "Bolt said that it froze." in page.inner_text("body")


def retract(desk: Desk, company: str) -> None:
    page = desk.open(f"/admin/companies/stance/?q={company}")
    page.check("input.action-select")
    page.select_option("select[name=action]", "retract_rows")
    page.click("button[name=index]")
    page.fill("#id_note", "It was another Crow.")
    page.click(".desk-confirm input[type=submit]")
    assert page.inner_text("h1") == "Written to the record"


def look_as_a_reader(desk: Desk) -> None:
    slug = "crow-data-act-user-data-2020-07-06"
    reader = desk.context.browser.new_context().new_page()  # type: ignore[union-attr]
    gone = reader.goto(f"{desk.base}/stances/{slug}/")
    assert gone is not None
    assert gone.status == 410
    assert "It was another Crow." in reader.inner_text("body")
    reader.goto(f"{desk.base}/corrections/")
    corrections = reader.inner_text("body")
    assert "It froze, and did not pause." in corrections
    assert "It was another Crow." in corrections
    changes = from_api(desk, "changes/?page_size=100")["results"]
    assert [change["cause"] for change in changes if change["note"]] in (
        ["correction", "retraction"],
        ["retraction", "correction"],
    )
    assert [item["record"]["cause"] for item in from_api(desk, f"stances/{slug}/history/")["results"]] == [
        "retraction",
        "company_acted",
    ]
    # As a word: a hash may hold its letters.
    assert not re.search(r"\bada\b", json.dumps(changes))
