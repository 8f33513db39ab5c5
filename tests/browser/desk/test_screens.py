"""The desk's screens in Chromium: the strict CSP stops nothing (S05), axe finds nothing, nothing scrolls sideways."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Page

from companies.desk.admin.screens.confirmation import confirmation_address
from companies.desk.admin.screens.preview import preview_address
from companies.models import Stance
from companies.models.rows import MODELS
from tests import cast
from tests.browser.desk.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

CHOICES_ARE_READY = """() => [...document.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])")].every(
    (select) => select.nextElementSibling?.querySelector("[role=combobox][aria-label]"))"""


def fill_the_desk() -> None:
    """One row of every kind published, a stance changed since, a draft."""
    stance = cast.stance()
    cast.company("meta", names=[{"name": "Facebook", "kind": "former", "to": "2021-10"}])
    cast.figure()
    cast.check()
    cast.publish_everything()
    stance.summary = "It says that it never will."
    stance.save()
    cast.stance("acme-data-act-user-data-2021", announced_on="2021")


def django_screens() -> list[str]:
    """Django's own pages for every kind: list, search, empty form, row, history."""
    screens = []
    for kind, model in MODELS.items():
        row = model._default_manager.order_by("pk")[0]
        home = f"/admin/companies/{kind}/"
        screens += [home, f"{home}?q=acme", f"{home}add/", f"{home}{row.pk}/change/", f"{home}{row.pk}/history/"]
    return screens


def desk_screens() -> dict[str, str]:
    """The desk's own pages."""
    stances = {row.slug: row.pk for row in Stance.objects.all()}
    draft, changed = "acme-data-act-user-data-2021", "acme-data-act-user-data-2020"
    return {
        "first page": "/admin/",
        "new stance": "/admin/companies/stance/add/",
        "changed stance": f"/admin/companies/stance/{stances[changed]}/change/",
        "draft": f"/admin/companies/stance/{stances[draft]}/change/",
        "history": f"/admin/companies/stance/{stances[changed]}/history/",
        "deleting a draft": f"/admin/companies/stance/{stances[draft]}/delete/",
        "list": "/admin/companies/stance/",
        "publish": confirmation_address("publish", [("stance", draft), ("stance", changed)]),
        "retract": confirmation_address("retract", [("law", "data-act")]),
        "preview": preview_address(("stance", draft)),
        "published": "/admin/published/?first=1&last=6",
        "article": f"/admin/article/?like={changed}",
    }


def test_the_strict_csp_stops_nothing_on_any_screen(desk: Desk) -> None:
    fill_the_desk()
    screens = [*django_screens(), *desk_screens().values(), "/admin/password_change/", "/admin/auth/user/"]
    assert len(screens) >= 40
    for path in screens:
        desk.open(path)
    assert desk.violations == []


@pytest.mark.parametrize(
    ("width", "media"),
    [
        (1280, {"color_scheme": "light"}),
        (320, {"color_scheme": "light"}),
        (320, {"color_scheme": "dark"}),
        (1280, {"forced_colors": "active"}),
    ],
    ids=["wide", "narrow", "dark", "forced colours"],
)
def test_axe_finds_nothing_on_the_desks_own_screens(desk: Desk, width: int, media: dict[str, Any]) -> None:
    fill_the_desk()
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.page.emulate_media(**media)
    found = {name: axe_faults(desk.open(path)) for name, path in desk_screens().items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def axe_faults(page: Page) -> list[str]:
    """Return each rule that a page breaks, with what breaks it."""
    page.wait_for_function(CHOICES_ARE_READY)
    violations = Axe().run(page, options=AXE).response["violations"]
    return [f"{item['id']}: {[node['target'] for node in item['nodes']][:3]}" for item in violations]


LARGE = "html { font-size: 200% }"
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
            p { margin-bottom: 2em !important }"""


@pytest.mark.parametrize(
    ("width", "css"),
    [(320, ""), (320, SPACED), (1280, SPACED), (1280, LARGE)],
    ids=["narrow", "narrow and spaced", "spaced", "large"],
)
def test_no_screen_scrolls_sideways_or_cuts_text_off(desk: Desk, width: int, css: str) -> None:
    fill_the_desk()
    desk.page.set_viewport_size({"width": width, "height": 900})
    faults = {name: cut_off(page, css) for name, page in own_screens(desk)}
    assert {name: told for name, told in faults.items() if told} == {}


def own_screens(desk: Desk) -> Iterator[tuple[str, Page]]:
    """Open each of the desk's own screens in turn, the one of a conflict last."""
    for name, path in desk_screens().items():
        page = desk.open(path)
        page.wait_for_function(CHOICES_ARE_READY)
        yield name, page
    yield "conflict", meet_a_conflict(desk)


def meet_a_conflict(desk: Desk) -> Page:
    """Save a form that somebody else has saved since it was opened."""
    page = desk.open(desk_screens()["draft"])
    Stance.objects.get(slug="acme-data-act-user-data-2021").save()
    page.fill("#id_summary", "Mine.")
    page.click("input[name=_save]")
    page.wait_for_selector("[role=alert]")
    page.wait_for_function(CHOICES_ARE_READY)
    return page


def cut_off(page: Page, css: str) -> list[str]:
    """Return what sticks out of the page, or doesn't show all of its text, under more rules of style.

    Tables, and whatever else is as wide as it must be, scroll inside regions of their own that the keyboard reaches.
    """
    found: list[str] = page.evaluate(
        """css => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
        const told = (why, part) => `${why}: ${part.outerHTML.replace(/\\s+/g, " ").slice(0, 140)}`;
        const all = [...document.body.querySelectorAll("*")];
        const shown = all.filter(part => part.checkVisibility() && part.offsetWidth > 1);
        const edge = document.documentElement.clientWidth;
        const scrolls = part => part.closest(".desk-scroll, .scroll, .results, [tabindex='0'][role=region]");
        const sideways = document.documentElement.scrollWidth > edge
            ? shown.filter(part => part.getBoundingClientRect().right > edge + 1 && !scrolls(part)) : [];
        const cut = shown.filter(part => {
            const look = getComputedStyle(part);
            if (part.type === "submit") return part.scrollWidth > part.clientWidth + 1;
            return part.innerText?.trim() && !["INPUT", "SELECT", "TEXTAREA"].includes(part.tagName)
                && ((look.overflowX == "hidden" && part.scrollWidth > part.clientWidth + 1)
                    || (look.overflowY == "hidden" && part.scrollHeight > part.clientHeight + 1));
        });
        return [...sideways.map(part => told("sideways", part)), ...cut.map(part => told("cut off", part))];
        }""",
        css,
    )
    return found


def test_a_stale_form_and_a_warning_are_shown_without_a_fault(desk: Desk) -> None:
    fill_the_desk()
    page = meet_a_conflict(desk)
    assert "Somebody else has saved this" in page.inner_text("[role=alert]")
    assert page.input_value("#id_summary") == "Mine."
    assert axe_faults(page) == []
    page.fill("#id_announced_on", "2020")
    page.click("input[name=_save]")
    assert "Save anyway" in page.inner_text("[role=alert]")
    assert axe_faults(page) == []
    page.click("text=Save anyway")
    page.wait_for_selector(".messagelist .success")


def test_a_busy_database_is_told_and_the_browser_keeps_what_was_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_the_desk()
    page = desk.open(desk_screens()["draft"])
    page.fill("#id_summary", "Mine.")
    page.fill("#id_citations-0-note", "On page 2.")
    with somebody_holds_the_rows(monkeypatch):
        page.click("input[name=_save]")
        assert "Nothing was saved: the database is busy" in page.inner_text("h1")
        assert axe_faults(page) == []
    page.go_back()
    assert page.input_value("#id_summary") == "Mine."
    assert page.input_value("#id_citations-0-note") == "On page 2."
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")


@contextmanager
def somebody_holds_the_rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another connection holds the stances (on SQLite: all writing), and the server gives up waiting for it soon."""
    options = connection.settings_dict["OPTIONS"]
    other: Any = connection.copy()
    with closing(other), other.cursor() as cursor, monkeypatch.context() as patched:
        if connection.vendor == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
            patched.setitem(options, "timeout", 0.1)
        else:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE companies_stance IN ACCESS EXCLUSIVE MODE")
            patched.setitem(options, "options", "-c lock_timeout=100")
        yield


CAN_TAKE_THE_FOCUS = """() => {
    const parts = document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
    const shown = [...parts].filter((part) => part.checkVisibility({visibilityProperty: true}) && !part.disabled
        && part.offsetWidth > 1 && part.tabIndex >= 0 && !part.closest("[inert], [aria-hidden=true]"));
    // The browser stops at one radio button of a group.
    const groups = new Set();
    const stops = shown.filter((part) => part.type !== "radio" || (!groups.has(part.name) && groups.add(part.name)));
    stops.forEach((part, number) => part.dataset.number = number);
    return stops.map((part) => part.outerHTML.slice(0, 140));
}"""
FOCUSED = """() => {
    const part = document.activeElement;
    const group = part.type === "radio" ? document.querySelector(`[data-number][name="${part.name}"]`) : part;
    const box = part.getBoundingClientRect();
    const look = getComputedStyle(part);
    const over = document.elementFromPoint(box.x + Math.min(box.width, 8) / 2, box.y + Math.min(box.height, 16) / 2);
    return {
        number: Number(group.dataset.number ?? -1),
        hidden: over !== null && over !== part && !part.contains(over) && !over.contains(part),
        look: [look.outline, look.borderColor, look.boxShadow, look.backgroundColor, look.textDecoration,
               getComputedStyle(part.closest("summary, label") || part).outline].join("|"),
    };
}"""
LOOKS = """() => [...document.querySelectorAll("[data-number]")].map((part) => {
    const look = getComputedStyle(part);
    return [look.outline, look.borderColor, look.boxShadow, look.backgroundColor, look.textDecoration,
            getComputedStyle(part.closest("summary, label") || part).outline].join("|");
})"""


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(desk: Desk) -> None:
    fill_the_desk()
    faults = {name: keyboard_faults(page) for name, page in own_screens(desk)}
    assert {name: told for name, told in faults.items() if told} == {}


def keyboard_faults(page: Page) -> list[str]:
    """Go through a page by Tab; return what is not reached, out of order, covered, or doesn't show the focus."""
    stops: list[str] = page.evaluate(CAN_TAKE_THE_FOCUS)
    # A form begins in its first field; what stands before it is reached too.
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    faults, order, looks = [], [], {}
    for _step in range(len(stops) + 1):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if (number := found["number"]) < 0 or number in looks:
            break
        order.append(number)
        looks[number] = found["look"]
        faults += [f"covered: {stops[number]}"] if found["hidden"] else []
    page.evaluate("document.activeElement.blur()")
    faults += [f"not reached: {stops[number]}" for number in range(len(stops)) if number not in looks]
    faults += ["out of order"] if order != sorted(order) else []
    unfocused = page.evaluate(LOOKS)
    return faults + [f"shows no focus: {stops[n]}" for n, look in looks.items() if unfocused[n] == look]
