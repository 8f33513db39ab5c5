"""Head and foot: the head is short on a phone; which day is shown stands in the foot, and above a page of the past."""

import pytest

from tests.browser.pages.conftest import OpenReader

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("world")]

LOWEST_HEAD = 120


@pytest.mark.parametrize("width", [360, 1280])
def test_the_head_is_short(reader: OpenReader, width: int) -> None:
    with reader(width=width) as found:
        for path in ("/", "/companies/acme/", "/timeline/?position=refuses"):
            head = found.open(path).locator("body > header").bounding_box()
            assert head is not None
            assert head["y"] == 0
            assert head["height"] < LOWEST_HEAD


def test_the_clocks_stand_in_the_foot_and_above_a_page_of_the_past(reader: OpenReader) -> None:
    with reader(width=360) as found:
        page = found.open("/companies/acme/")
        assert page.locator(".clock-bar").count() == 0
        assert "What stands today" in page.locator("footer #another-day").inner_text()
        page.locator("footer #another-day summary").click()
        page.get_by_label("What stood on").fill("2020-08-01")
        page.get_by_label("What stood on").press("Enter")
        page.wait_for_url("**valid_on=2020-08-01**")
        bar = page.locator(".clock-bar")
        assert "A page of the past." in bar.inner_text()
        colours = "bar => [getComputedStyle(bar).backgroundColor, getComputedStyle(document.body).color]"
        ground, ink = bar.evaluate(colours)
        assert ground == ink
        assert page.locator("footer #another-day").count() == 0


def test_how_a_page_is_cited_is_one_tap_away(reader: OpenReader) -> None:
    with reader(width=360) as found:
        page = found.open("/companies/acme/")
        page.locator("header").get_by_role("link", name="Cite").click()
        assert page.locator("#cite h2").is_visible()
        assert page.url.endswith("#cite")
