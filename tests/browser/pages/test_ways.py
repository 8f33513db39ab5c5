"""How far it is from the first page to an answer, in the real record: clicks, and screens that are scrolled.

Each way is walked as a reader walks it: what is clicked has to be scrolled to first. A screen is as high as the window.
What a way may take stands beside its question; a page that grows past it fails here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import call_command
from playwright.sync_api import Locator

from tests.browser.pages.conftest import OpenReader, Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = {360: 740, 1280: 800}
"""Width and height of the windows."""
PACKS = [Path(project.BASE_DIR) / "data" / name for name in ("hong-kong", "world")]


class Walk:
    """A reader's way, with what it has taken so far."""

    def __init__(self, found: Reader) -> None:
        self._found = found
        self._page = found.page
        self.clicks = 0
        self.screens = 0.0
        found.open("/")

    def sees(self, what: Locator) -> None:
        """Scroll until the whole of it is on the screen, and count how far that is."""
        what = what.locator("visible=true").first
        what.wait_for()
        before = self._top()
        what.evaluate(
            "element => { const box = element.getBoundingClientRect();"
            " if (box.bottom > innerHeight) scrollBy({top: box.bottom - innerHeight, behavior: 'instant'});"
            " else if (box.top < 0) scrollBy({top: box.top, behavior: 'instant'}); }"
        )
        self.screens += abs(self._top() - before) / self._page.evaluate("innerHeight")

    def clicks_on(self, what: Locator) -> None:
        """Go where a link leads."""
        self.sees(what)
        what.locator("visible=true").first.click()
        self._page.wait_for_load_state()
        self.clicks += 1

    def types(self, field: str, text: str) -> None:
        """Fill in a field of a form and send that."""
        box = self._page.get_by_label(field)
        self.sees(box)
        box.fill(text)
        box.press("Enter")
        self._page.wait_for_load_state()

    def link(self, name: str, within: str = "body") -> Locator:
        """Return a link by its words."""
        return self._page.locator(within).get_by_role("link", name=name, exact=True)

    def at(self, selector: str) -> Locator:
        """Return what a selector finds."""
        return self._page.locator(selector)

    def row(self, selector: str, *words: str) -> Locator:
        """Return the element that holds all the words."""
        found = self._page.locator(selector)
        for word in words:
            found = found.filter(has_text=word)
        return found

    def _top(self) -> float:
        return float(self._page.evaluate("scrollY"))


@dataclass(frozen=True)
class Way:
    """A question, the most that its answer may take, and how it is found."""

    question: str
    clicks: int
    screens: float
    walk: Callable[[Walk], None]


WAYS: list[Way] = []


def way(question: str, clicks: int, screens: float) -> Callable[[Callable[[Walk], None]], Callable[[Walk], None]]:
    """Enter a way under the reader's question."""

    def enter(walk: Callable[[Walk], None]) -> Callable[[Walk], None]:
        WAYS.append(Way(question, clicks, screens, walk))
        return walk

    return enter


@way("What does Microsoft answer in Hong Kong, and since when?", clicks=1, screens=1.5)
def _microsoft_in_hong_kong(walk: Walk) -> None:
    walk.clicks_on(walk.link("Hong Kong", "main"))
    walk.sees(walk.row(".who li", "Microsoft", "7 Jul 2020"))


@way("Who left Hong Kong?", clicks=1, screens=1.5)
def _left_hong_kong(walk: Walk) -> None:
    walk.clicks_on(walk.link("Hong Kong", "main"))
    walk.sees(walk.row(".who tr", "Withdrew", "TikTok", "Naver"))


@way("What did Telegram answer Russia?", clicks=2, screens=2)
def _telegram_in_russia(walk: Walk) -> None:
    walk.clicks_on(walk.link("Russia", "main"))
    walk.sees(walk.row(".who li", "Telegram"))


@way("Who refuses to decrypt?", clicks=2, screens=2)
def _refuses_decryption(walk: Walk) -> None:
    walk.clicks_on(walk.link("Timeline", "header"))
    walk.clicks_on(walk.link("Who refuses decryption?", "main"))
    walk.sees(walk.at(".timeline .position.refuses"))


@way("What changed this year?", clicks=1, screens=2)
def _this_year(walk: Walk) -> None:
    walk.clicks_on(walk.link("Timeline", "header"))
    walk.sees(walk.at(".timeline .position"))


@way("What does Google say in Hong Kong, and what did it do?", clicks=2, screens=2)
def _google_says_and_does(walk: Walk) -> None:
    walk.clicks_on(walk.row("main .who a", "Google"))
    walk.clicks_on(walk.at('main .contents a[href="#figures-hong-kong"]'))
    walk.sees(walk.row("main caption", "Hong Kong", "requests for"))


@way("What stood for Apple on 8 July 2020?", clicks=3, screens=3)
def _apple_then(walk: Walk) -> None:
    walk.clicks_on(walk.row("main .who a", "Apple"))
    walk.clicks_on(walk.link("Another day", "main"))
    walk.clicks_on(walk.at("#another-day summary"))
    walk.types("What stood on", "2020-07-08")
    walk.sees(walk.row("main tr", "National Security Law", "Assessing"))


@way("Is what Zoom said still so?", clicks=2, screens=2)
def _zoom_still(walk: Walk) -> None:
    walk.clicks_on(walk.row(".who li", "Zoom").get_by_role("link").last)
    walk.sees(walk.row("h1", "Zoom", "since 7 July 2020"))


@way("Which laws demand decryption?", clicks=2, screens=1)
def _laws_on_decryption(walk: Walk) -> None:
    walk.clicks_on(walk.link("Laws", "header"))
    walk.clicks_on(walk.link("decryption", "main"))
    walk.sees(walk.row("main tr", "decryption"))


@way("How do I cite this?", clicks=2, screens=1)
def _cite(walk: Walk) -> None:
    walk.clicks_on(walk.link("Matrix", "header"))
    walk.clicks_on(walk.link("Cite", "header"))
    walk.sees(walk.row("#cite", "known_at="))


@pytest.fixture
def real_record() -> None:
    """The record as a new installation has it."""
    call_command("load_pack", *PACKS, publish=True, verbosity=0)


@pytest.mark.usefixtures("real_record")
def test_no_way_is_longer_than_is_written_down(reader: OpenReader) -> None:
    too_long = []
    for width, height in WIDTHS.items():
        for each in WAYS:
            # Without the slow movement to an anchor, which nobody scrolls.
            with reader(width=width, reduced_motion="reduce") as found:
                found.page.set_viewport_size({"width": width, "height": height})
                walk = Walk(found)
                each.walk(walk)
                if walk.clicks > each.clicks or walk.screens > each.screens:
                    too_long.append(f"{width} px: {each.question} {walk.clicks} clicks, {walk.screens:.1f} screens")
    assert not too_long, "\n".join(too_long)
