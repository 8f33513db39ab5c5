"""A real Chromium, logged in at the desk, that notes whatever a page is not allowed to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests import cast

NAME, PASSWORD = "ada", "an-anvil-falls-slowly"


@dataclass
class Desk:
    """One editor's browser at the desk."""

    context: BrowserContext
    page: Page
    base: str
    violations: list[str] = field(default_factory=list)
    """What the strict CSP stopped, or what a page asked of another host."""

    def open(self, path: str) -> Page:
        """Go to a path of ours."""
        answer = self.page.goto(f"{self.base}{path}")
        assert answer is not None
        assert answer.status < 500, path
        return self.page

    def note_console(self, message: ConsoleMessage) -> None:
        """Note a message of the console that tells of a violation or a fault."""
        if "Content Security Policy" in message.text or message.type == "error":
            self.violations.append(f"{self.page.url}: {message.text}")

    def note_request(self, request: Request) -> None:
        """Note a request to another host."""
        if not request.url.startswith((self.base, "data:")):
            self.violations.append(f"{self.page.url} asked for {request.url}")


@pytest.fixture
def desk(chromium: Browser, live_server: Any, settings: Any, clock: Any) -> Iterator[Desk]:
    """An editor who has logged in by the form."""
    settings.SITE_URL = live_server.url
    cast.editor(NAME)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    found = Desk(context, context.new_page(), live_server.url)
    found.page.on("console", found.note_console)
    found.page.on("request", found.note_request)
    found.page.on("pageerror", lambda error: found.violations.append(str(error)))
    found.open("/admin/login/")
    found.page.fill("#id_username", NAME)
    found.page.fill("#id_password", PASSWORD)
    found.page.click("input[type=submit]")
    yield found
    context.close()
