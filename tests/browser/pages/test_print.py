"""X15: paper shows nothing that only a screen can do, cuts nothing off, and tells where a source stands."""

import pytest

from tests.browser.pages.addresses import PAGES
from tests.browser.pages.conftest import OpenReader

pytestmark = pytest.mark.browser

PAPER = 680
"""What A4 holds between its margins, in pixels."""

CUT_OFF = """() => [document.documentElement, ...document.querySelectorAll(".scroll")]
    .filter(region => region.scrollWidth > region.clientWidth)
    .map(region => region.outerHTML.slice(0, 80))"""


@pytest.mark.usefixtures("world")
def test_nothing_is_cut_off_on_paper(reader: OpenReader) -> None:
    with reader(PAPER) as found:
        found.page.emulate_media(media="print")
        cut = {path: found.open(path).evaluate(CUT_OFF) for path in PAGES}
        assert {path: regions for path, regions in cut.items() if regions} == {}


@pytest.mark.usefixtures("world")
def test_forms_and_ways_onward_are_left_out_and_sources_are_written_out(reader: OpenReader) -> None:
    with reader(PAPER) as found:
        found.page.emulate_media(media="print")
        page = found.open("/timeline/?position=withdrew")
        for shown_on_screen in ("nav", ".filters", ".chips", ".clock-bar details", ".skip"):
            assert not page.locator(shown_on_screen).first.is_visible(), shown_on_screen
        source = found.open("/stances/acme-1/").locator(".evidence a[rel]").first
        written = source.evaluate("link => getComputedStyle(link, '::after').content")
        assert "https://gazette.example/article" in written


@pytest.mark.usefixtures("world")
def test_a_page_of_the_past_says_so_on_paper_too(reader: OpenReader) -> None:
    with reader(PAPER) as found:
        found.page.emulate_media(media="print")
        bar = found.open("/companies/acme/?valid_on=2020-08-01").locator(".clock-bar")
        assert "A page of the past." in bar.inner_text()
        assert bar.evaluate("bar => getComputedStyle(bar).color") == "rgb(0, 0, 0)"
