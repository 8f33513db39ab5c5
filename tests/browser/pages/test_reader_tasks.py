"""X08: what readers come for, in their words, with scripts off, with styles off, and with SVG and fonts blocked."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.pages.conftest import OpenReader, Reader

pytestmark = pytest.mark.browser

MODES = ("scripts off", "styles off", "SVG and fonts blocked")
TASKS: dict[str, Callable[[Reader], None]] = {}


def task(question: str) -> Callable[[Callable[[Reader], None]], Callable[[Reader], None]]:
    """Enter a task under the reader's question."""

    def enter(way: Callable[[Reader], None]) -> Callable[[Reader], None]:
        TASKS[question] = way
        return way

    return enter


@task("What did Acme answer in Freedonia, and is it still in force?")
def _position(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Companies").click()
    page.get_by_role("link", name="Acme", exact=True).first.click()
    _says(reader, "In force", "Data Act", "Complies", "October 2020")


@task("Who left Freedonia?")
def _left(reader: Reader) -> None:
    page = reader.open("/timeline/")
    _unfold(page, "Narrow this list")
    page.get_by_label("Position").select_option("withdrew")
    page.locator(".filters button").click()
    _says(reader, "1 answer: Withdrew", "Globex")


@task("Where did Acme stand on 1 August 2020?")
def _on_a_day(reader: Reader) -> None:
    page = reader.open("/companies/acme/")
    _unfold(page, "Another day, or the record before")
    page.get_by_label("What was in force on").fill("2020-08-01")
    page.locator(".clock-form button").click()
    _says(reader, "What was in force on 1 August 2020", "In force", "Refuses")


@task("What did this page say before its last correction?")
def _before(reader: Reader) -> None:
    page = reader.open("/stances/acme-1/")
    _says(reader, "It says that it never will.", "The source says never.")
    page.get_by_role("link", name="as it was then").last.click()
    _says(reader, "A page of the past", "It says that it will not.")


@task("Which laws of Freedonia ask for user data, and who answered?")
def _laws(reader: Reader) -> None:
    page = reader.open("/jurisdictions/freedonia/")
    _says(reader, "Data Act", "user data")
    page.get_by_role("link", name="Data Act").first.click()
    _says(reader, "answers in force", "Left", "Globex", "Yields", "Acme")


@task("How do I cite this in a paper?")
def _cite(reader: Reader) -> None:
    page = reader.open("/stances/acme-1/")
    _says(reader, "Cite this", "version 2", "known_at=", "sha256")
    _unfold(page, "BibTeX")
    _says(reader, "@misc{acme-1,")


@task("Does any source tell it otherwise?")
def _disputes(reader: Reader) -> None:
    reader.open("/stances/acme-1/")
    _says(reader, "Evidence", "we will not", "Supports", "Disputes", "Herald")


@task("Has anybody asked Initech?")
def _asked(reader: Reader) -> None:
    page = reader.open("/matrix/?jurisdiction=freedonia")
    row = page.get_by_role("row").filter(has_text="Initech")
    assert "looked, nothing said" in " ".join(row.inner_text().split())
    assert "not looked" in row.inner_text()


@task("What was Acme called then?")
def _name_of_the_day(reader: Reader) -> None:
    reader.open("/stances/acme-1/")
    _says(reader, "Anvils Ltd")
    reader.open("/companies/acme/")
    _says(reader, "Anvils Ltd", "former name", "until 31 August 2020")


@task("What does the law threaten?")
def _penalty(reader: Reader) -> None:
    reader.open("/laws/data-act/")
    _says(reader, "on what penalty", "Section 7", "Hand data over.", "A fine.")


@task("What became of Hooli's answer?")
def _retracted(reader: Reader) -> None:
    page = reader.open("/stances/hooli-1/")
    _says(reader, "This was taken back", "It was about another act.", "What it said before", "Version 1")
    page.get_by_role("link", name="This page as it was then").click()
    _says(reader, "A page of the past", "Assessing")


@task("How many requests did Acme get, and what had it said?")
def _says_and_does(reader: Reader) -> None:
    reader.open("/companies/acme/")
    _says(reader, "Says and does", "requests for user data", "12", "3", "some data given", "Complies")


@task("What was wrong here, and has been mended?")
def _corrections(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("link", name="Corrections").click()
    _says(reader, "correction", "The source says never.", "It says that it will not.", "It says that it never will.")


@task("What does the record mean by Suspended?")
def _methodology(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("link", name="How it is decided").click()
    _says(reader, "Suspended", "It has paused, frozen or stopped answering")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.usefixtures("world")
def test_each_of_fourteen_tasks_is_done(reader: OpenReader, mode: str) -> None:
    failed = {}
    with reader(1280, java_script_enabled=mode != "scripts off") as found:
        if mode == "styles off":
            found.page.route("**/*.css", lambda route: route.abort())
        if mode == "SVG and fonts blocked":
            found.page.route("**/*", _without_svg)
        for question, way in TASKS.items():
            try:
                way(found)
            except Exception as error:
                failed[question] = str(error)[:300]
    assert failed == {}
    assert len(TASKS) == 14


def _says(reader: Reader, *words: str) -> None:
    """The page tells these, in this order."""
    text, start = reader.text, 0
    for word in words:
        start = text.find(word, start)
        assert start >= 0, f"{word!r} in {text[:1500]}"


def _unfold(page: Page, summary: str) -> None:
    """Open a fold where it is closed; a wide page shows its filters unfolded."""
    fold = page.locator("details", has=page.locator("summary", has_text=summary)).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def _without_svg(route: Route) -> None:
    if route.request.url.endswith((".svg", ".woff2", ".woff", ".ttf")):
        route.abort()
        return
    answer = route.fetch()
    if "text/html" not in answer.headers.get("content-type", ""):
        route.fulfill(response=answer)
        return
    route.fulfill(response=answer, body=re.sub(r"<svg.*?</svg>", "", answer.text(), flags=re.DOTALL))
