"""X01, X03, X04, S05, V01: every template in a real Chromium, at both widths and in every theme."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages.conftest import OpenReader

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/timeline/",
    "/timeline/?position=withdrew&ordering=announced_on",
    "/timeline/?position=no_comment",
    "/matrix/",
    "/companies/",
    "/companies/acme/",
    "/companies/initech/",
    "/laws/",
    "/laws/data-act/",
    "/jurisdictions/",
    "/jurisdictions/freedonia/",
    "/stances/acme-1/",
    "/stances/acme-2/",
    "/sources/",
    "/sources/gazette/",
    "/corrections/",
    "/methodology/",
    "/data/",
    # The past, before anything was published, and errors
    "/companies/acme/?valid_on=2020-08-01&known_at=2026-12-31T10:00:00Z",
    "/?known_at=2000-01-01T00:00:00Z",
    "/timeline/?compnay=acme",
    "/companies/nobody/",
    "/stances/hooli-1/",
)
CROWDED = ("/timeline/", "/companies/", "/matrix/", "/laws/data-act/", "/companies/crowd-1/", "/sources/gazette/")
THEMES = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

LARGE = "html{font-size:200%}"
SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.usefixtures("world")
def test_no_page_breaks_a_rule_of_accessibility_or_of_its_own_policy(
    reader: OpenReader, width: int, theme: str
) -> None:
    with reader(width, **THEMES[theme]) as found:
        faults = {path: _faults(found.open(path)) for path in PAGES}
        assert {path: told for path, told in faults.items() if told} == {}
        assert found.violations == []


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1280, "light")])
@pytest.mark.usefixtures("crowd")
def test_a_hundred_rows_of_long_chinese_names_break_none_either(reader: OpenReader, width: int, theme: str) -> None:
    with reader(width, **THEMES[theme]) as found:
        faults = {path: _faults(found.open(path)) for path in CROWDED}
        assert {path: told for path, told in faults.items() if told} == {}


@pytest.mark.usefixtures("world")
def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(reader: OpenReader) -> None:
    with reader(1280) as found:
        for path in ("/", "/matrix/", "/stances/acme-1/", "/timeline/"):
            assert _unreached(found.open(path)) == [], path


@pytest.mark.usefixtures("world")
def test_the_skip_link_comes_first_and_leads_to_the_content(reader: OpenReader) -> None:
    with reader(320) as found:
        page = found.open("/timeline/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")


@pytest.mark.parametrize(("width", "css"), [(1280, LARGE), (640, SPACED)], ids=["large", "spaced"])
@pytest.mark.usefixtures("world")
def test_larger_or_spaced_out_text_does_not_run_off_the_page(reader: OpenReader, width: int, css: str) -> None:
    with reader(width, bypass_csp=True) as found:
        for path in PAGES:
            page = found.open(path)
            page.add_style_tag(content=css)
            assert _sideways(page) == [], path


def _faults(page: Page) -> list[str]:
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    told = [
        f"{fault['id']}: {node['html'][:160]}" for fault in result.response["violations"] for node in fault["nodes"]
    ]
    return [*told, *_sideways(page)]


def _sideways(page: Page) -> list[str]:
    """What sticks out of the page, which must not scroll sideways; tables scroll in regions of their own."""
    if page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        return []
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
        .filter(e => !e.closest(".scroll"))
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(e => "sideways: " + e.outerHTML.slice(0, 120))"""
    )
    return found or ["sideways"]


def _unreached(page: Page) -> list[Any]:
    """Press Tab through the page; return what can take the focus and was not reached in order, or shows no outline."""
    wanted: int = page.evaluate(
        """focusable => {
        const all = [...document.querySelectorAll(focusable)]
            .filter(e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}));
        all.forEach((e, number) => e.dataset.number = number);
        return all.length;
        }""",
        FOCUSABLE,
    )
    unseen, last = set(range(wanted)), -1
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        number, outlined = page.evaluate(
            """() => [Number(document.activeElement.dataset.number ?? -1),
            parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2]"""
        )
        if number < 0 or (number < last and number == 0):
            break
        assert outlined, page.evaluate("document.activeElement.outerHTML")
        unseen.discard(number)
        last = number
    return [page.evaluate("n => document.querySelector(`[data-number='${n}']`).outerHTML", number) for number in unseen]
