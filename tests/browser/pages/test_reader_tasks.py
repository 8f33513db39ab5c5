"""X08: what readers come for, in their words: with scripts off, with styles off, with SVG and fonts blocked, in w3m."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.browser.pages.asking import Asker, InChromium, InW3m
from tests.browser.pages.conftest import OpenReader

pytestmark = pytest.mark.browser

MODES = ("scripts off", "styles off", "SVG and fonts blocked")
TASKS: dict[str, Callable[[Asker], None]] = {}


def task(question: str) -> Callable[[Callable[[Asker], None]], Callable[[Asker], None]]:
    """Enter a task under the reader's question."""

    def enter(way: Callable[[Asker], None]) -> Callable[[Asker], None]:
        TASKS[question] = way
        return way

    return enter


@task("What did Acme answer in Freedonia, and does it still stand?")
def _position(reader: Asker) -> None:
    reader.open("/")
    reader.follow("Companies")
    reader.follow("Acme")
    reader.says("What stands", "Data Act", "Complies", "October 2020")


@task("Who left Freedonia?")
def _left(reader: Asker) -> None:
    reader.open("/timeline/")
    reader.send("Position", "Withdrew")
    reader.says("1 answer: Withdrew", "Globex")


@task("Where did Acme stand on 1 August 2020?")
def _on_a_day(reader: Asker) -> None:
    reader.open("/companies/acme/")
    reader.send("What stood on", "2020-08-01")
    reader.says("What stood on 1 August 2020", "What stands", "Refuses")


@task("What did this page say before its last correction?")
def _before(reader: Asker) -> None:
    reader.open("/stances/acme-1/")
    reader.says("It says that it never will.", "The source says never.")
    reader.follow("as it was then", last=True)
    reader.says("A page of the past", "It says that it will not.")


@task("Which laws of Freedonia ask for user data, and who answered?")
def _laws(reader: Asker) -> None:
    reader.open("/jurisdictions/freedonia/")
    reader.says("Data Act", "user data")
    reader.follow("Data Act")
    reader.says("answers stand", "Withdrew", "Globex", "Complies", "Acme")


@task("How do I cite this in a paper?")
def _cite(reader: Asker) -> None:
    reader.open("/stances/acme-1/")
    reader.says("Cite this", "version 2", "known_at=", "BibTeX", "sha256", "@misc{acme-1,")


@task("Does any source tell it otherwise?")
def _disputes(reader: Asker) -> None:
    reader.open("/stances/acme-1/")
    reader.says("Evidence", "we will not", "A report in the press", "Disputes", "Herald")


@task("Has anybody asked Initech?")
def _asked(reader: Asker) -> None:
    reader.open("/matrix/?jurisdiction=freedonia")
    reader.says("Initech")
    reader.says("content removal: looked, nothing said", "1 more demand: not looked")


@task("What was Acme called then?")
def _name_of_the_day(reader: Asker) -> None:
    reader.open("/stances/acme-1/")
    reader.says("Anvils Ltd")
    reader.open("/companies/acme/")
    reader.says("Anvils Ltd", "former name", "until 31 August 2020")


@task("What does the law threaten?")
def _penalty(reader: Asker) -> None:
    reader.open("/laws/data-act/")
    reader.says("on what penalty", "Section 7", "Hand data over.", "A fine.")


@task("What became of Hooli's answer?")
def _retracted(reader: Asker) -> None:
    reader.open("/stances/hooli-1/")
    reader.says("This was taken back", "It was about another act.", "What it said before", "Version 1")
    reader.follow("This page as it was then")
    reader.says("A page of the past", "Assessing")


@task("How many requests did Acme get, and what had it said?")
def _says_and_does(reader: Asker) -> None:
    reader.open("/companies/acme/")
    reader.says("Says and does", "requests for user data", "12", "3", "some data given", "Complies")


@task("What was wrong here, and has been mended?")
def _corrections(reader: Asker) -> None:
    reader.open("/")
    reader.follow("Corrections")
    reader.says("correction", "The source says never.", "It says that it will not.", "It says that it never will.")


@task("What does the record mean by Suspended?")
def _methodology(reader: Asker) -> None:
    reader.open("/")
    reader.follow("How it is decided")
    reader.says("Suspended", "It has paused, frozen or stopped answering")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.usefixtures("world")
def test_each_of_fourteen_tasks_is_done(reader: OpenReader, mode: str) -> None:
    with reader(1280, java_script_enabled=mode != "scripts off") as found:
        if mode == "styles off":
            found.page.route("**/*.css", lambda route: route.abort())
        if mode == "SVG and fonts blocked":
            found.page.route("**/*", _without_svg)
        assert _failed(InChromium(found)) == {}


@pytest.mark.usefixtures("world")
def test_each_of_fourteen_tasks_is_done_in_w3m(live_server: Any, settings: Any) -> None:
    settings.SITE_URL = live_server.url
    assert _failed(InW3m(live_server.url)) == {}


def _failed(reader: Asker) -> dict[str, str]:
    """Try every task; return what failed, by question."""
    assert len(TASKS) == 14
    failed = {}
    for question, way in TASKS.items():
        try:
            way(reader)
        except Exception as error:
            failed[question] = str(error)[:300]
    return failed


def _without_svg(route: Route) -> None:
    if route.request.url.endswith((".svg", ".woff2", ".woff", ".ttf")):
        route.abort()
        return
    answer = route.fetch()
    if "text/html" not in answer.headers.get("content-type", ""):
        route.fulfill(response=answer)
        return
    route.fulfill(response=answer, body=re.sub(r"<svg.*?</svg>", "", answer.text(), flags=re.DOTALL))
