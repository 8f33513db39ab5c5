"""X01, X03, X04, S05, V01: every template in a real Chromium, at both widths and in every theme."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages.addresses import BEFORE_ALL, CROWDED, LISTS, PAGES
from tests.browser.pages.conftest import OpenReader
from tests.conftest import FULL

pytestmark = pytest.mark.browser

THEMES = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

EVERY_SIDE = [(width, theme) for width in (320, 1280) for theme in THEMES]

# What axe can't decide by itself, and what was seen when a person looked.
VERDICTS = {
    "Element's background color could not be determined due to a pseudo element": (
        "the line of time is drawn beside a date, not behind it"
    ),
    "Element's background color could not be determined because it's partially obscured by another element": (
        "the first column of the strip stands still while the years scroll beneath it"
    ),
}

LARGE = "html{font-size:200%}"
SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"
SMALL_TARGETS = """() => {
const text = node => node.textContent.replace(/\\s+/g, " ").trim();
const withinSentence = link => {
    let block = link.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    return text(block) !== text(link);
};
return [...document.querySelectorAll("a[href]:not(.skip), button, input:not([type=hidden]), select, summary")]
    .filter(target => target.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
    .filter(target => { const box = target.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
    .filter(target => target.tagName !== "A" || !withinSentence(target))
    .map(target => { const box = target.getBoundingClientRect();
        return `${Math.round(box.width)}x${Math.round(box.height)} ${target.outerHTML.slice(0, 120)}`; });
}"""


@pytest.mark.parametrize(("width", "theme"), EVERY_SIDE)
@pytest.mark.usefixtures("world")
def test_no_page_breaks_a_rule_of_accessibility_or_of_its_own_policy(
    reader: OpenReader, width: int, theme: str
) -> None:
    with reader(width, **THEMES[theme]) as found:
        faults = {path: _faults(found.open(path)) for path in PAGES}
        assert {path: told for path, told in faults.items() if told} == {}
        assert found.violations == []


@pytest.mark.parametrize(("width", "theme"), EVERY_SIDE if FULL else [(320, "dark"), (1280, "light")])
@pytest.mark.usefixtures("crowd")
def test_a_hundred_rows_of_long_chinese_names_break_none_either(reader: OpenReader, width: int, theme: str) -> None:
    with reader(width, **THEMES[theme]) as found:
        faults = {path: _faults(found.open(path)) for path in CROWDED}
        assert {path: told for path, told in faults.items() if told} == {}


@pytest.mark.parametrize(("width", "theme"), EVERY_SIDE if FULL else [(320, "light"), (1280, "dark")])
@pytest.mark.usefixtures("world")
def test_an_empty_list_breaks_none_either(reader: OpenReader, width: int, theme: str) -> None:
    with reader(width, **THEMES[theme]) as found:
        faults = {path: _faults(found.open(f"{path}?{BEFORE_ALL}")) for path in LISTS}
        assert {path: told for path, told in faults.items() if told} == {}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.usefixtures("world")
def test_filters_are_folded_above_their_list_and_unfold_by_the_keyboard(reader: OpenReader, width: int) -> None:
    with reader(width) as found:
        for path, label in (("/laws/", "Demand"), ("/timeline/", "Position")):
            page = found.open(path)
            assert not page.get_by_label(label).is_visible()
            page.locator(".filters summary").press("Enter")
            assert page.get_by_label(label).is_visible()
        assert found.page.locator(".filters").bounding_box()["y"] < page.locator(".timeline").first.bounding_box()["y"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.usefixtures("world")
def test_whatever_is_pressed_is_24_by_24_pixels_at_least(reader: OpenReader, width: int) -> None:
    """2.5.8, without its exception for what stands apart; a link within a sentence may be as small as its text."""
    with reader(width) as found:
        small = {path: found.open(path).evaluate(SMALL_TARGETS) for path in PAGES}
        assert {path: told for path, told in small.items() if told} == {}


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


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.usefixtures("long_words")
def test_a_word_of_52_letters_breaks_and_widens_no_page(reader: OpenReader, width: int) -> None:
    with reader(width) as found:
        wide = {path: _sideways(found.open(path)) for path in PAGES}
        assert {path: told for path, told in wide.items() if told} == {}


def _faults(page: Page) -> list[str]:
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    told = [
        f"{fault['id']}: {node['html'][:160]}" for fault in result.response["violations"] for node in fault["nodes"]
    ]
    told += [
        f"undecided, {fault['id']}: {node['html'][:160]}"
        for fault in result.response["incomplete"]
        for node in fault["nodes"]
        if not {check["message"] for name in ("any", "all", "none") for check in node[name]} <= VERDICTS.keys()
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
