"""A reader's Chromium, at one of its sizes and themes, that notes whatever a page asks for and is not allowed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from companies.models import (
    Citation,
    Company,
    CompanyName,
    Jurisdiction,
    Law,
    LawEvent,
    Provision,
    Source,
    Stance,
)
from companies.record.publishing.publish import publish
from tests import cast
from tests.pages.conftest import world

__all__ = ["world"]


@dataclass
class Reader:
    """One reader's browser."""

    page: Page
    base: str
    violations: list[str] = field(default_factory=list)
    """What the strict CSP stopped, and what a page asked of another host."""
    asked: list[Response] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of ours."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    @property
    def text(self) -> str:
        """The words of the page, in one line."""
        return " ".join(self.page.inner_text("body").split())

    def note_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.violations.append(f"{self.page.url}: {message.text}")

    def note_request(self, request: Request) -> None:
        if not request.url.startswith(self.base):
            self.violations.append(f"{self.page.url} asked for {request.url}")


OpenReader = Callable[..., Any]


@pytest.fixture
def reader(chromium: Browser, live_server: Any, settings: Any) -> OpenReader:
    """Return a function that opens a reader's browser: ``with reader(width=320, color_scheme="dark") as found``."""
    settings.SITE_URL = live_server.url

    @contextmanager
    def open_reader(width: int = 1280, **options: Any) -> Iterator[Reader]:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        found = Reader(context.new_page(), live_server.url)
        found.page.on("console", found.note_console)
        found.page.on("request", found.note_request)
        found.page.on("response", lambda answer: found.asked.append(answer))
        yield found
        context.close()

    return open_reader


@pytest.fixture
def long_words(world: Any) -> str:
    """Every name, title and text of the world is one word of 52 letters."""
    word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswe"
    Company.objects.update(name=word, summary=word)
    CompanyName.objects.update(name=word)
    Jurisdiction.objects.update(name=word)
    Law.objects.update(name=f"{word} in full", short_name=word, summary=word)
    Provision.objects.update(label=word, summary=word, penalty=word)
    LawEvent.objects.update(title=word)
    Source.objects.update(title=word, publisher=word)
    Stance.objects.filter(slug__in=["acme-1", "acme-2", "globex-1"]).update(summary=word)
    Citation.objects.update(quote=word, note=word)
    publish([row for row in cast.everything() if row.public_key != "hooli-1"], cause="correction", note=word)
    return word


@pytest.fixture
def crowd(world: Any) -> int:
    """A hundred more companies with long Chinese names, each with an answer to the Data Act.

    The second says it again and again, and gives figures of all places: a band, and one that was restated.
    """
    act, gazette = Law.objects.get(slug="data-act"), Source.objects.get(slug="gazette")
    home = Jurisdiction.objects.get(slug="freedonia")
    for number in range(100):
        row = cast.company(f"crowd-{number}", name=f"第{number}家提供網上服務而名稱很長很長的科技公司", home=home)
        cast.stance(f"crowd-{number}-1", company=row, law=act, announced_on="2021-03-04", cited=[gazette])
    talker = Company.objects.get(slug="crowd-1")
    for year in range(2022, 2027):
        cast.stance(f"crowd-1-{year}", company=talker, law=act, announced_on=f"{year}", cited=[gazette])
    counted = {"company": talker, "jurisdiction": cast.place("worldwide", kind="worldwide"), "source": gazette}
    cast.figure(**counted, period_from="2019-01", period_to="2019-12", received=None, received_from=1000)
    cast.figure(**counted, restates=cast.figure(**counted), received=11, complied_share="84.5")
    cast.publish_everything()
    return Company.objects.count()
